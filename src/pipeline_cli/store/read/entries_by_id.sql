SELECT id, at, command, summary, undone_by, EXISTS (SELECT 1 FROM changes WHERE changes.operation_id = operations.id)
FROM operations
WHERE id IN (:ids)
