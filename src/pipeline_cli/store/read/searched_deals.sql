SELECT id, title, concern, (SELECT group_concat(value, char(10)) FROM json_each(tags)), lost_reason
FROM deals
WHERE id = ?
