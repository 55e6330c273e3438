SELECT
    (SELECT count(*) FROM next_steps WHERE state = 'open' AND due_at IS NOT NULL AND due_at < :now)
    + (SELECT count(*) FROM next_steps WHERE state = 'open' AND due_on IS NOT NULL AND due_on < :day),
    (SELECT count(*) FROM next_steps WHERE state = 'open' AND due_at IS NOT NULL AND due_at >= :now AND due_at < :end)
    + (SELECT count(*) FROM next_steps WHERE state = 'open' AND due_on IS NOT NULL AND due_on = :day),
    (SELECT count(*) FROM deal_facts WHERE follow_up = 'none')
