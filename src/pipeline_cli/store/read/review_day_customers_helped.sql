-- How many customers were helped on a day; no more than asked for are looked for.
SELECT count(*)
FROM (
    SELECT DISTINCT customer_id
    FROM activities
    WHERE at >= :start AND at < :end AND (helped <> '' OR thanked)
    LIMIT :most
) AS found
