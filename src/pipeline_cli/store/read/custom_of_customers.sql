SELECT id, custom FROM customers WHERE id IN (:ids) AND custom <> '{}'
