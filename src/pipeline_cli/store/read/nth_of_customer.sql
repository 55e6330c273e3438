-- One of a customer's conversations, counted as their card lists them.
SELECT id FROM activities WHERE customer_id = :id ORDER BY at DESC, id DESC LIMIT 1 OFFSET :skipped
