-- Customers who were merged into one, and are no more: removed by an entry that gave the other what hung on them.
SELECT DISTINCT gone.row_id
FROM operations
JOIN changes AS gone ON gone.operation_id = operations.id
JOIN changes AS kept ON kept.operation_id = operations.id
WHERE
    operations.command = 'merge'
    AND gone.table_name = 'customers'
    AND gone.after IS NULL
    AND gone.row_id NOT IN (SELECT id FROM customers)
    AND (
        (kept.table_name = 'customers' AND kept.row_id = :customer AND kept.after IS NOT NULL)
        OR (kept.table_name IN ('deals', 'activities') AND json_extract(kept.after, '$.customer_id') = :customer)
    )
