-- Every next step that there was, and from when to when it was the one, of a sample of the deals (see history_sample.sql).
SELECT deal_id, set_at, ended_at, due_on, due_at, agreed, moves
FROM next_steps
WHERE deal_id IN (SELECT id FROM deals WHERE id * 2654435761 % 4294967296 < :below)
ORDER BY deal_id, set_at, id
