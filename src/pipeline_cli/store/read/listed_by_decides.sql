-- The soonest decision first; those without a date last.
SELECT deals.id
FROM deals
WHERE (:conditions)
ORDER BY deals.decides_on IS NULL, deals.decides_on, deals.id DESC
LIMIT :limit
