SELECT id, reading FROM customers WHERE id IN (:ids)
