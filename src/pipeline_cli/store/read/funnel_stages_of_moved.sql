-- Deals of a period, won ones left out, that have been at another stage than they are at now, with each of those.
SELECT DISTINCT deals.id, deals.state, deals.stage, (:key), stage_changes.stage
FROM deals
CROSS JOIN stage_changes ON stage_changes.deal_id = deals.id
WHERE deals.state <> 'won'
    AND stage_changes.stage <> deals.stage
    AND coalesce(deals.opened_at, '') >= :start AND coalesce(deals.opened_at, '') < :end
ORDER BY deals.id
