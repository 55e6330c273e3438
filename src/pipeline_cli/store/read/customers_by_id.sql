SELECT id, ref, name, reading, company, phones, emails, tags, memo FROM customers WHERE id IN (:ids) ORDER BY id
