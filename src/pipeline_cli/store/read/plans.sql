-- All plans; a year has a handful.
SELECT id, metric, amount, currency, first_on, last_on, targets, note FROM plans ORDER BY first_on, last_on, set_at, id
