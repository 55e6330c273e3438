-- Customers of a name, or a reading, who were removed, taken back or merged into another, the last one first.
SELECT DISTINCT changes.row_id
FROM operations
JOIN changes ON changes.operation_id = operations.id
WHERE
    operations.command IN ('undo', 'redo', 'merge')
    AND changes.table_name = 'customers'
    AND changes.after IS NULL
    AND :key IN (json_extract(changes.before, '$.name_key'), json_extract(changes.before, '$.reading_key'))
ORDER BY changes.id DESC
