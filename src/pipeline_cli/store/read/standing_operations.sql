-- What "pipe undo" goes back through: not further than what was forgotten, and nothing that is left without changes.
SELECT id, at, command, summary
FROM operations
WHERE
    undone_by IS NULL
    AND command NOT IN ('undo', 'redo', 'forget')
    AND id > coalesce((SELECT max(id) FROM operations WHERE command = 'forget'), 0)
    AND EXISTS (SELECT 1 FROM changes WHERE changes.operation_id = operations.id)
ORDER BY id DESC
LIMIT :count
