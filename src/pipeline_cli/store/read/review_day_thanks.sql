-- How often somebody said thank you on a day; no more than asked for are looked for.
SELECT count(*)
FROM (
    SELECT 1
    FROM activities
    WHERE at >= :start AND at < :end AND (helped <> '' OR thanked) AND thanked
    LIMIT :most
) AS found
