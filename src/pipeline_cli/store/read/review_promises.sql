-- The next steps that were agreed with a customer and were due in a period; one that was moved in time is not among
-- them. With each the minutes of the contact that it ended with, where these may decide whether it was kept.
SELECT
    deal_id, due_on, due_at, state, ended_at,
    CASE WHEN state = 'dropped' THEN (
        SELECT coalesce(max(minutes), 0) FROM activities
        WHERE activities.deal_id = next_steps.deal_id AND activities.at = next_steps.ended_at AND reached
        HAVING count(*) > 0
    ) END
FROM next_steps
WHERE state IN ('open', 'kept', 'missed', 'dropped')
    AND due_on IS NOT NULL AND due_on >= :day AND due_on <= :last AND agreed
UNION ALL
SELECT
    deal_id, due_on, due_at, state, ended_at,
    CASE WHEN state = 'dropped' OR ended_at > due_at THEN (
        SELECT coalesce(max(minutes), 0) FROM activities
        WHERE activities.deal_id = next_steps.deal_id AND activities.at = next_steps.ended_at AND reached
        HAVING count(*) > 0
    ) END
FROM next_steps
WHERE state IN ('open', 'kept', 'missed', 'dropped')
    AND due_at IS NOT NULL AND due_at >= :start AND due_at < :end AND agreed
