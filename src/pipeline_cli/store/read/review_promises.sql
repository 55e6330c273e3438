-- The next steps that were agreed with a customer and were due in a period; one that was moved in time is not among
-- them.
SELECT deal_id, due_on, due_at, state, ended_at
FROM next_steps
WHERE state IN ('open', 'kept', 'missed', 'dropped')
    AND due_on IS NOT NULL AND due_on >= :day AND due_on <= :last AND agreed
UNION ALL
SELECT deal_id, due_on, due_at, state, ended_at
FROM next_steps
WHERE state IN ('open', 'kept', 'missed', 'dropped')
    AND due_at IS NOT NULL AND due_at >= :start AND due_at < :end AND agreed
