-- The deals of some customers, the newest of each last; :ids is a JSON list.
SELECT deals.customer_id, deals.id
FROM json_each(:ids) AS asked
JOIN deals ON deals.customer_id = asked.value
ORDER BY deals.opened_at, deals.id
