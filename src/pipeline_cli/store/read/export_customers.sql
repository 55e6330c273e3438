SELECT id, ref, name, reading, company, phones, emails, tags, memo, created_at, custom
FROM customers
ORDER BY id
