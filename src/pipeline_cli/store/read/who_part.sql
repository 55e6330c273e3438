SELECT id FROM customers WHERE instr(name_key, :key) > 0
UNION
SELECT id FROM customers WHERE reading_key <> '' AND instr(reading_key, :key) > 0
LIMIT 50
