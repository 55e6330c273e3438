-- Customers who bought before and have no deal that is open or parked: of those who bought last, and of those who said
-- thank you last.
WITH
bought AS (
    SELECT customer_id
    FROM deals
    WHERE state = 'won' AND closed_at IS NOT NULL AND closed_at < :end
    ORDER BY closed_at DESC
    LIMIT :most
),
thanked AS (
    SELECT customer_id
    FROM activities
    WHERE at >= :start AND at < :end AND (helped <> '' OR thanked) AND thanked
    ORDER BY at DESC
    LIMIT :most
),
picked AS (
    SELECT customer_id FROM bought
    UNION
    SELECT customer_id FROM thanked
)
SELECT
    customers.id,
    customers.name,
    (SELECT count(*) FROM deals WHERE deals.customer_id = customers.id AND deals.state = 'won'),
    (SELECT max(closed_at) FROM deals WHERE deals.customer_id = customers.id AND deals.state = 'won'),
    (SELECT max(at) FROM activities WHERE activities.customer_id = customers.id AND activities.reached),
    (
        SELECT max(at)
        FROM activities
        WHERE activities.customer_id = customers.id AND activities.thanked AND activities.at >= :start
    )
FROM picked
JOIN customers ON customers.id = picked.customer_id
WHERE EXISTS (
    SELECT 1 FROM deals
    WHERE deals.customer_id = customers.id AND deals.state = 'won' AND deals.closed_at IS NOT NULL
)
AND NOT EXISTS (
    SELECT 1 FROM deals WHERE deals.customer_id = customers.id AND deals.state IN ('open', 'parked')
)
