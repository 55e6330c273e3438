-- The nearest to a contract first; :stages names all of them, from furthest to nearest, with a comma around each.
SELECT deals.id
FROM deals
WHERE (:conditions)
ORDER BY instr(:stages, ',' || deals.stage || ',') DESC, deals.opened_at DESC, deals.id DESC
LIMIT :limit
