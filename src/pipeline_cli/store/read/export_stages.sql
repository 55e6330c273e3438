SELECT stage_changes.deal_id, deals.ref, stage_changes.stage, stage_changes.at, stage_changes.state
FROM stage_changes
JOIN deals ON deals.id = stage_changes.deal_id
ORDER BY stage_changes.deal_id, stage_changes.at, stage_changes.id
