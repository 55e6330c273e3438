-- When every :step-th deal that was won in a period was opened and won.
SELECT opened_at, closed_at
FROM deals
WHERE state = 'won' AND closed_at >= :start AND closed_at < :end AND id % :step = 0
