SELECT deals.id
FROM deals
JOIN customers ON customers.id = deals.customer_id
WHERE (:conditions)
ORDER BY
    CASE customers.reading_key WHEN '' THEN customers.name_key ELSE customers.reading_key END,
    deals.opened_at DESC,
    deals.id DESC
LIMIT :limit
