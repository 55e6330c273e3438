SELECT id, name, company FROM customers WHERE id IN (:ids) ORDER BY id
