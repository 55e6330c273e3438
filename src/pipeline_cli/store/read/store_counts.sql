SELECT
    (SELECT count(*) FROM customers),
    (SELECT count(*) FROM activities),
    (SELECT count(*) FROM next_steps WHERE state = 'open')
