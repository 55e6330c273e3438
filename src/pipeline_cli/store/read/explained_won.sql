-- The deals won in a period, in order.
SELECT
    deals.id,
    deals.customer_id,
    deals.closed_at,
    deals.currency,
    deals.value_minor,
    deals.profit_minor,
    deals.mrr_minor,
    EXISTS (
        SELECT 1
        FROM deals AS earlier
        WHERE earlier.customer_id = deals.customer_id
            AND earlier.state = 'won'
            AND (
                earlier.closed_at < deals.opened_at
                OR (earlier.closed_at = deals.opened_at AND earlier.id < deals.id)
            )
    )
FROM deals
WHERE state = 'won' AND closed_at IS NOT NULL AND closed_at >= :start AND closed_at < :end
ORDER BY closed_at, id
