SELECT id
FROM operations
WHERE
    undone_by = :undo
    AND command NOT IN ('undo', 'redo')
    AND EXISTS (SELECT 1 FROM changes WHERE changes.operation_id = operations.id)
ORDER BY id
