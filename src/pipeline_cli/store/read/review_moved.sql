-- How many next steps were replaced by another date in a period, in time or after they were due.
SELECT count(*)
FROM next_steps
WHERE ended_at IS NOT NULL AND ended_at >= :start AND ended_at < :end AND state IN ('moved', 'missed')
