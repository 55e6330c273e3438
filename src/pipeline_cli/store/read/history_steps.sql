-- Every next step that there was, and from when to when it was the one.
SELECT deal_id, set_at, ended_at, due_on, due_at, agreed, moves
FROM next_steps
ORDER BY deal_id, set_at, id
