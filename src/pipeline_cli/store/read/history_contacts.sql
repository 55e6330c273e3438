-- Every contact of a deal, in order of deal and time.
SELECT deal_id, at, reached, inbound, coalesce(minutes, 0), kind <> 'note'
FROM activities
WHERE deal_id IS NOT NULL
ORDER BY deal_id, at, id
