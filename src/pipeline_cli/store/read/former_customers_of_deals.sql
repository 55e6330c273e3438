-- Whose deals were that are no more; of several rows the last one counts.
SELECT row_id, json_extract(coalesce(after, before), '$.customer_id')
FROM changes
WHERE table_name = 'deals' AND row_id IN (:ids)
ORDER BY id
