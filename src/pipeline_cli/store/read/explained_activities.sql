-- The activities of a period that a figure counts, in order; each with what it counts as.
SELECT
    id,
    customer_id,
    at,
    kind,
    kind = 'call' AND NOT inbound,
    appointment,
    kind IN ('meeting', 'visit') AND reached,
    kind IN ('meeting', 'visit') AND reached AND valid IS NOT NULL AND valid
FROM activities
WHERE at >= :start AND at < :end
    AND ((kind = 'call' AND NOT inbound) OR appointment OR (kind IN ('meeting', 'visit') AND reached))
ORDER BY at, id
