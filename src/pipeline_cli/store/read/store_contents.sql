SELECT
    (SELECT count(*) FROM customers),
    (SELECT count(*) FROM deals),
    (SELECT count(*) FROM activities),
    (SELECT count(*) FROM next_steps WHERE state = 'open'),
    (SELECT at FROM operations ORDER BY id DESC LIMIT 1)
