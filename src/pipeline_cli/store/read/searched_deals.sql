SELECT
    id,
    title,
    concern,
    (SELECT group_concat(value, char(10)) FROM json_each(tags)),
    lost_reason,
    (SELECT group_concat(value, char(10)) FROM json_each(custom))
FROM deals
WHERE id = ?
