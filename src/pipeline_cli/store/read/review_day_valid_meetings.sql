-- The meetings of a day with whoever decides, and with a need; no more than asked for are looked for.
SELECT count(*)
FROM (
    SELECT 1
    FROM activities
    WHERE at >= :start AND at < :end AND kind IN ('meeting', 'visit') AND reached AND valid
    LIMIT :most
) AS found
