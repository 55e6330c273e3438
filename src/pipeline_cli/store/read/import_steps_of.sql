SELECT deal_id, id, due_on, due_at, state FROM next_steps WHERE deal_id IN (:ids) ORDER BY id
