-- What customers were called who are no more; of several rows the last one counts.
SELECT row_id, json_extract(coalesce(after, before), '$.name')
FROM changes
WHERE table_name = 'customers' AND row_id IN (:ids)
ORDER BY id
