-- The new approaches of a day, as ``pipe today`` counts them; no more deals than asked for are looked for.
SELECT count(*) + (SELECT coalesce(sum(amount), 0) FROM tallies WHERE day = :day AND kind = 'calls')
FROM (SELECT 1 FROM deals WHERE opened_at >= :start AND opened_at < :end LIMIT :most) AS found
