-- The last closed first; those that are not closed last.
SELECT deals.id
FROM deals
WHERE (:conditions)
ORDER BY deals.closed_at DESC, deals.opened_at DESC, deals.id DESC
LIMIT :limit
