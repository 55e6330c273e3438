-- Deals whose numbers are in a range, and with whom they are.
SELECT deals.id, customers.name
FROM deals
JOIN customers ON customers.id = deals.customer_id
WHERE deals.id >= :first AND deals.id < :beyond
ORDER BY deals.id
LIMIT :limit
