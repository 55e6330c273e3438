-- What one day brought: deals opened, calls tallied, customers helped.
SELECT
    (SELECT count(*) FROM deals WHERE opened_at >= :start AND opened_at < :end),
    (SELECT coalesce(sum(amount), 0) FROM tallies WHERE day = :day AND kind = 'calls'),
    (
        SELECT count(DISTINCT customer_id)
        FROM activities
        WHERE at >= :start AND at < :end AND (helped <> '' OR thanked)
    )
