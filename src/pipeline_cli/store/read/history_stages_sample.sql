-- Every stage and state that a deal went through, oldest first, of a sample of the deals (see history_sample.sql).
SELECT deal_id, at, stage, state
FROM stage_changes
WHERE deal_id IN (SELECT id FROM deals WHERE id * 2654435761 % 4294967296 < :below)
ORDER BY deal_id, at, id
