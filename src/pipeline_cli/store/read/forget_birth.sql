-- When a customer was written down first, and as whom: the history says, else the record itself.
SELECT json_extract(text, '$.created_at') || ' ' || json_extract(text, '$.name')
FROM (
    SELECT id AS place, after AS text
    FROM changes
    WHERE table_name = 'customers' AND row_id = :customer AND before IS NULL AND after IS NOT NULL
    UNION ALL
    SELECT 9223372036854775807, json_object('created_at', created_at, 'name', name)
    FROM customers
    WHERE id = :customer
)
ORDER BY place
LIMIT 1
