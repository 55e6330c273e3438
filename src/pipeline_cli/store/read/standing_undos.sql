-- Undos that took back what still is taken back, the newest first.
SELECT DISTINCT undone_by
FROM operations
WHERE
    undone_by IS NOT NULL
    AND command NOT IN ('undo', 'redo')
    AND EXISTS (SELECT 1 FROM changes WHERE changes.operation_id = operations.id)
ORDER BY undone_by DESC
LIMIT :count
