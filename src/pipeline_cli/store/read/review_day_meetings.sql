-- The meetings and visits of a day that the customer took part in; no more than asked for are looked for.
SELECT count(*)
FROM (
    SELECT 1
    FROM activities
    WHERE at >= :start AND at < :end AND kind IN ('meeting', 'visit') AND reached
    LIMIT :most
) AS found
