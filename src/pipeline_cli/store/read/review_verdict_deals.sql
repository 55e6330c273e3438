SELECT deals.id, customers.name, deals.title, deals.lost_reason, deals.parked_until, deals.value_minor, deals.currency
FROM deals
JOIN customers ON customers.id = deals.customer_id
WHERE deals.id IN (:ids)
