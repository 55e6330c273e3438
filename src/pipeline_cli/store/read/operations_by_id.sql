SELECT
    id,
    at,
    command,
    summary,
    undone_by IS NOT NULL,
    (SELECT count(*) FROM changes WHERE changes.operation_id = operations.id)
FROM operations
WHERE id IN (:ids)
