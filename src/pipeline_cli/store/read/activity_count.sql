SELECT count(*) FROM activities WHERE customer_id = :customer
