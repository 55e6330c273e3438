-- What the open deals of a period are worth, in two parts: their sum may be larger than the database's integers.
SELECT
    deals.stage,
    deals.currency,
    (:key),
    count(*),
    sum(deals.value_minor / 1000000000),
    sum(deals.value_minor % 1000000000)
FROM deals
WHERE (:unindexed)deals.state = 'open'
    AND deals.value_minor IS NOT NULL
    AND coalesce(deals.opened_at, '') >= :start AND coalesce(deals.opened_at, '') < :end
GROUP BY (:key_and)1, 2
