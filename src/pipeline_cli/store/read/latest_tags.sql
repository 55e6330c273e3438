-- The tags of the deals and customers that were added last; only they are looked at, as there is no index of tags.
SELECT DISTINCT tag.value
FROM (
    SELECT tags FROM (SELECT tags FROM deals ORDER BY id DESC LIMIT :latest)
    UNION ALL
    SELECT tags FROM (SELECT tags FROM customers ORDER BY id DESC LIMIT :latest)
) AS tagged
JOIN json_each(tagged.tags) AS tag
WHERE tagged.tags <> '[]'
ORDER BY 1
