-- Outbound calls, appointments, meetings held and valid meetings of a period.
SELECT
    count(*) FILTER (WHERE kind = 'call' AND NOT inbound),
    count(*) FILTER (WHERE appointment),
    count(*) FILTER (WHERE kind IN ('meeting', 'visit') AND reached),
    count(*) FILTER (WHERE kind IN ('meeting', 'visit') AND reached AND valid)
FROM activities
WHERE at >= :start AND at < :end
