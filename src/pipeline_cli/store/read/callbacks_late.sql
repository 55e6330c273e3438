-- How many next steps are late: past their time, or their day.
SELECT
    (SELECT count(*) FROM next_steps WHERE state = 'open' AND due_at IS NOT NULL AND due_at < :now)
    + (SELECT count(*) FROM next_steps WHERE state = 'open' AND due_on IS NOT NULL AND due_on < :day)
