SELECT id, deal_id, due_on, due_at, by, why, agreed, waiting, moves, attempts
FROM next_steps
WHERE state = 'open' AND deal_id IN (:ids)
