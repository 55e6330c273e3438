-- Kind and minutes of those of the latest :latest contacts that have any, and reached somebody.
SELECT kind, minutes
FROM (SELECT kind, minutes, reached FROM activities ORDER BY at DESC LIMIT :latest)
WHERE minutes IS NOT NULL AND reached
