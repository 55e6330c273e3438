-- The new approaches of a period, as ``pipe today`` counts them: deals opened and calls tallied.
SELECT
    (SELECT count(*) FROM deals WHERE opened_at >= :start AND opened_at < :end)
    + (SELECT coalesce(sum(amount), 0) FROM tallies WHERE day >= :day AND day <= :last AND kind = 'calls')
