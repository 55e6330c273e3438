SELECT customer_id, id, title, opened_at, closed_at
FROM deals
WHERE customer_id IN (:ids)
ORDER BY customer_id, opened_at DESC, id DESC
