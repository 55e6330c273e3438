-- Every contact of a deal, in order of deal and time, of a sample of the deals (see history_sample.sql).
SELECT deal_id, at, reached, inbound, coalesce(minutes, 0), kind <> 'note'
FROM activities
WHERE deal_id IN (SELECT id FROM deals WHERE id * 2654435761 % 4294967296 < :below)
ORDER BY deal_id, at, id
