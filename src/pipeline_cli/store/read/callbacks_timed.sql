-- Next steps due at an instant before :end, the oldest first.
SELECT deal_id, due_at
FROM next_steps
WHERE state = 'open' AND due_at IS NOT NULL AND due_at < :end
ORDER BY due_at
LIMIT :limit
