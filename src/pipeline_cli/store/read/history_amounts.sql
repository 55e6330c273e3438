-- What open and won deals are worth.
SELECT id, state = 'won', closed_at, currency, value_minor, profit_minor, mrr_minor
FROM deals
WHERE state IN ('open', 'won') AND currency IS NOT NULL
