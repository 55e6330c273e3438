-- The largest first, currency by currency; those without a value last.
SELECT deals.id
FROM deals
WHERE (:conditions)
ORDER BY deals.value_minor IS NULL, deals.currency, deals.value_minor DESC, deals.id DESC
LIMIT :limit
