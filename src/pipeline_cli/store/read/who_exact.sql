SELECT id FROM customers WHERE name_key = :key
UNION
SELECT id FROM customers WHERE reading_key = :key AND reading_key <> ''
LIMIT 50
