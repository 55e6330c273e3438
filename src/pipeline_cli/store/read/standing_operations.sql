SELECT id, at, command, summary
FROM operations
WHERE undone_by IS NULL AND command <> 'undo'
ORDER BY id DESC
LIMIT :count
