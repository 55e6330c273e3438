-- Next steps due on a day up to :last, the oldest first.
SELECT deal_id, due_on
FROM next_steps
WHERE state = 'open' AND due_on IS NOT NULL AND due_on <= :last
ORDER BY due_on
LIMIT :limit
