-- Every customer that a store knows, those included who are only in its history.
SELECT id FROM customers
UNION
SELECT row_id FROM changes WHERE table_name = 'customers'
