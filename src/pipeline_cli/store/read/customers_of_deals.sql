SELECT id, customer_id FROM deals WHERE id IN (:ids)
