SELECT
    id,
    name,
    reading,
    company,
    (SELECT group_concat(value, char(10)) FROM json_each(phones)),
    (SELECT group_concat(value, char(10)) FROM json_each(emails)),
    (SELECT group_concat(value, char(10)) FROM json_each(tags)),
    memo,
    (SELECT group_concat(value, char(10)) FROM json_each(custom))
FROM customers
WHERE id = ?
