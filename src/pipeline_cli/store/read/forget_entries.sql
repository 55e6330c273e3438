-- Entries of the history that changed some rows.
SELECT DISTINCT changes.operation_id
FROM json_each(:rows) AS wanted
CROSS JOIN changes ON
    changes.table_name = json_extract(wanted.value, '$[0]')
    AND changes.row_id = json_extract(wanted.value, '$[1]')
ORDER BY 1
