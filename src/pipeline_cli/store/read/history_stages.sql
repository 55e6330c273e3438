-- Every stage and state that a deal went through, oldest first.
SELECT deal_id, at, stage, state
FROM stage_changes
ORDER BY deal_id, at, id
