-- Names of customers who stay that contain one of some names.
SELECT DISTINCT customers.name
FROM json_each(:names) AS wanted
JOIN customers ON instr(lower(customers.name), lower(wanted.value)) > 0
WHERE customers.id NOT IN (SELECT value FROM json_each(:customers))
