-- Operations that changed a record of a customer. Records that an undo removed again are not known to be theirs.
SELECT operation_id FROM changes WHERE table_name = 'customers' AND row_id = :customer
UNION
SELECT changes.operation_id
FROM deals
JOIN changes ON changes.table_name = 'deals' AND changes.row_id = deals.id
WHERE deals.customer_id = :customer
UNION
SELECT changes.operation_id
FROM activities
JOIN changes ON changes.table_name = 'activities' AND changes.row_id = activities.id
WHERE activities.customer_id = :customer
UNION
SELECT changes.operation_id
FROM deals
JOIN next_steps ON next_steps.deal_id = deals.id
JOIN changes ON changes.table_name = 'next_steps' AND changes.row_id = next_steps.id
WHERE deals.customer_id = :customer
UNION
SELECT changes.operation_id
FROM deals
JOIN stage_changes ON stage_changes.deal_id = deals.id
JOIN changes ON changes.table_name = 'stage_changes' AND changes.row_id = stage_changes.id
WHERE deals.customer_id = :customer
ORDER BY 1 DESC
