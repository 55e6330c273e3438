-- What some open deals are worth, in each measure.
SELECT id, currency, value_minor, profit_minor, mrr_minor FROM deals WHERE id IN (:ids)
