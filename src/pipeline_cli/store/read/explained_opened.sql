-- The deals opened in a period, in order.
SELECT id, customer_id, opened_at
FROM deals
WHERE opened_at >= :start AND opened_at < :end
ORDER BY opened_at, id
