-- All budgets; a year has a handful of each measure.
SELECT id, metric, amount, currency, starts_on, due_on FROM budgets ORDER BY starts_on, due_on, id
