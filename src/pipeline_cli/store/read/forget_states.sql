-- All that customers were ever recorded as.
SELECT before FROM changes WHERE table_name = 'customers' AND row_id IN (SELECT value FROM json_each(:customers)) AND before IS NOT NULL
UNION
SELECT after FROM changes WHERE table_name = 'customers' AND row_id IN (SELECT value FROM json_each(:customers)) AND after IS NOT NULL
UNION
SELECT json_object('name', name, 'reading', reading, 'phones', phones, 'emails', emails, 'ref', ref)
FROM customers
WHERE id IN (SELECT value FROM json_each(:customers))
