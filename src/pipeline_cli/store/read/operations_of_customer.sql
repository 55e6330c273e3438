-- Operations that changed a record of a customer: one that there is, or one that was taken back or merged into another.
WITH
removed AS (
    SELECT changes.table_name, changes.row_id, changes.before
    FROM operations
    CROSS JOIN changes ON changes.operation_id = operations.id
    WHERE operations.command IN ('undo', 'redo', 'merge') AND changes.after IS NULL
),
their_deals AS (
    SELECT id FROM deals WHERE customer_id = :customer
    UNION
    SELECT row_id FROM removed WHERE table_name = 'deals' AND json_extract(before, '$.customer_id') = :customer
),
their_rows AS (
    SELECT 'customers' AS table_name, :customer AS row_id
    UNION
    SELECT 'deals', id FROM their_deals
    UNION
    SELECT 'activities', id FROM activities WHERE customer_id = :customer
    UNION
    SELECT 'next_steps', next_steps.id FROM their_deals JOIN next_steps ON next_steps.deal_id = their_deals.id
    UNION
    SELECT 'stage_changes', stage_changes.id FROM their_deals JOIN stage_changes ON stage_changes.deal_id = their_deals.id
    UNION
    SELECT table_name, row_id
    FROM removed
    WHERE
        (table_name = 'activities' AND json_extract(before, '$.customer_id') = :customer)
        OR (
            table_name IN ('next_steps', 'stage_changes')
            AND json_extract(before, '$.deal_id') IN (SELECT id FROM their_deals)
        )
)
SELECT DISTINCT changes.operation_id
FROM their_rows
CROSS JOIN changes ON changes.table_name = their_rows.table_name AND changes.row_id = their_rows.row_id
ORDER BY 1 DESC
