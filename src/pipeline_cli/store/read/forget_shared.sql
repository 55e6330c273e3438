-- Of some texts, those that a customer who stays is known by too.
SELECT wanted.value
FROM json_each(:texts) AS wanted
WHERE EXISTS (
    SELECT 1
    FROM customers
    WHERE
        id NOT IN (SELECT value FROM json_each(:customers))
        AND (
            wanted.value IN (name, reading)
            OR wanted.value IN (SELECT value FROM json_each(phones))
            OR wanted.value IN (SELECT value FROM json_each(emails))
        )
)
