-- The goal that was in force on a day; the day on which one ended is no longer its own.
SELECT id, measure, per_day, starts_on
FROM goals
WHERE starts_on <= :day AND (ends_on IS NULL OR ends_on > :day)
ORDER BY starts_on DESC, id DESC
LIMIT 1
