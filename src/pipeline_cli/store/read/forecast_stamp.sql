-- What a forecast depends on most: how many deals there are, how many are decided, what the others and the won are worth.
SELECT
    (SELECT coalesce(max(id), 0) FROM deals),
    (SELECT count(*) FROM deals WHERE closed_at IS NOT NULL),
    (SELECT total(value_minor) FROM deals WHERE state IN ('open', 'won'))
