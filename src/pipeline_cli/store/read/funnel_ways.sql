-- The ways of every :step-th deal of a period, oldest change first. CROSS JOIN keeps SQLite from going through the
-- changes of all the others.
SELECT
    stage_changes.deal_id,
    deals.closed_at,
    (:key),
    stage_changes.state,
    stage_changes.stage,
    stage_changes.at
FROM deals
CROSS JOIN stage_changes
WHERE stage_changes.deal_id = deals.id
    AND deals.id % :step = 0
    AND coalesce(deals.opened_at, '') >= :start AND coalesce(deals.opened_at, '') < :end
ORDER BY stage_changes.deal_id, stage_changes.at, stage_changes.id
