SELECT
    deals.id,
    deals.ref,
    deals.customer_id,
    customers.ref,
    customers.name,
    deals.title,
    deals.state,
    deals.stage,
    deals.value_minor,
    deals.currency,
    deals.profit_minor,
    deals.mrr_minor,
    deals.source,
    deals.owner,
    deals.tags,
    deals.opened_at,
    deals.closed_at,
    deals.lost_reason,
    deals.parked_until,
    deals.concern,
    deals.if_solved,
    deals.decides_on,
    deals.stage_since,
    deals.custom
FROM deals
JOIN customers ON customers.id = deals.customer_id
ORDER BY deals.id
