-- What was won in a period, each currency for itself. Sums come in two parts: they may be larger than the database's
-- integers. Deals without an amount count as contracts, and in no sum.
SELECT
    currency,
    count(*),
    count(value_minor),
    coalesce(sum(value_minor / 1000000000), 0),
    coalesce(sum(value_minor % 1000000000), 0),
    count(profit_minor),
    coalesce(sum(profit_minor / 1000000000), 0),
    coalesce(sum(profit_minor % 1000000000), 0),
    count(mrr_minor),
    coalesce(sum(mrr_minor / 1000000000), 0),
    coalesce(sum(mrr_minor % 1000000000), 0),
    count(DISTINCT customer_id) FILTER (WHERE value_minor IS NOT NULL)
FROM deals
WHERE state = 'won' AND closed_at IS NOT NULL AND closed_at >= :start AND closed_at < :end
GROUP BY currency
