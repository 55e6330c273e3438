-- What the latest :latest decided deals took and brought.
SELECT
    deals.id,
    deals.opened_at,
    deals.closed_at,
    deals.state = 'won',
    coalesce(deals.currency, ''),
    deals.value_minor,
    deals.profit_minor,
    deal_facts.minutes
FROM (
    SELECT id FROM deals WHERE closed_at IS NOT NULL AND state IN ('won', 'lost') ORDER BY closed_at DESC LIMIT :latest
) AS latest
JOIN deals ON deals.id = latest.id
JOIN deal_facts ON deal_facts.deal_id = latest.id
