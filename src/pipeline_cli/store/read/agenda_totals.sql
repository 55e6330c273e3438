SELECT
    (SELECT count(*) FROM next_steps WHERE state = 'open' AND due_at IS NOT NULL AND due_at < :end)
    + (SELECT count(*) FROM next_steps WHERE state = 'open' AND due_on IS NOT NULL AND due_on <= :last),
    (SELECT count(*) FROM deal_facts WHERE follow_up = 'waiting'),
    (SELECT count(*) FROM deal_facts WHERE follow_up = 'none'),
    (SELECT count(*) FROM deals WHERE state = 'open' AND decides_on IS NOT NULL AND decides_on <= :last),
    (SELECT count(*) FROM deals WHERE state = 'parked' AND parked_until <= :last)
