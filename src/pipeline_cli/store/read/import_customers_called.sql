SELECT name_key, id, ref FROM customers WHERE name_key IN (:texts)
