-- The plans of a day, and what was worked out when they were set. All measures are named so that the index answers.
SELECT id, amount, (SELECT value FROM info WHERE info.key = 'plan_figures')
FROM plans
WHERE metric IN ('revenue', 'gross_profit', 'mrr', 'contracts') AND first_on <= :day AND last_on >= :day
