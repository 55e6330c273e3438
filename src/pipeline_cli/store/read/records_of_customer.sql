-- What hangs on a customer.
SELECT 'deals', id FROM deals WHERE customer_id = :customer
UNION ALL
SELECT 'activities', id FROM activities WHERE customer_id = :customer
