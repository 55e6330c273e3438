SELECT deals.id
FROM deals
WHERE (:conditions)
ORDER BY deals.opened_at DESC, deals.id DESC
LIMIT :limit
