-- The open deals opened last, the newest first, and with whom they are.
SELECT deals.id, customers.name
FROM deals
JOIN customers ON customers.id = deals.customer_id
WHERE deals.state = 'open'
ORDER BY deals.id DESC
LIMIT :limit
