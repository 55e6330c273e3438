-- The deals lost in a period, in order.
SELECT id, customer_id, closed_at
FROM deals
WHERE state = 'lost' AND closed_at IS NOT NULL AND closed_at >= :start AND closed_at < :end
ORDER BY closed_at, id
