SELECT customer_id, id, at, kind, note FROM activities WHERE customer_id IN (:ids) ORDER BY id
