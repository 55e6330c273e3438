SELECT id FROM customers WHERE name_key >= :key AND name_key < :beyond
UNION
SELECT id FROM customers WHERE reading_key >= :key AND reading_key < :beyond AND reading_key <> ''
LIMIT 50
