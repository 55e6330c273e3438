-- The appointments won on a day, recorded or tallied; no more records than asked for are looked for.
SELECT count(*) + (SELECT coalesce(sum(amount), 0) FROM tallies WHERE day = :day AND kind = 'appointments')
FROM (SELECT 1 FROM activities WHERE at >= :start AND at < :end AND appointment LIMIT :most) AS found
