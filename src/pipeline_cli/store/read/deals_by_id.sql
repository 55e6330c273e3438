SELECT
    deals.id,
    deals.ref,
    deals.title,
    deals.customer_id,
    customers.name,
    deals.state,
    deals.stage,
    deals.currency,
    deals.value_minor,
    deals.profit_minor,
    deals.mrr_minor,
    deals.concern,
    deals.if_solved,
    deals.decides_on,
    deals.opened_at,
    deals.stage_since,
    deals.closed_at,
    deals.lost_reason,
    deals.parked_until,
    EXISTS (
        SELECT 1
        FROM deals AS earlier
        WHERE earlier.customer_id = deals.customer_id
            AND earlier.state = 'won'
            AND (
                earlier.closed_at < deals.opened_at
                OR (earlier.closed_at = deals.opened_at AND earlier.id < deals.id)
            )
    ),
    deals.tags,
    deals.source
FROM deals
JOIN customers ON customers.id = deals.customer_id
WHERE deals.id IN (:ids)
