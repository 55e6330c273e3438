-- The customer who said thank you last in a period and has no deal that is open or parked.
SELECT customers.name
FROM activities
JOIN customers ON customers.id = activities.customer_id
WHERE activities.at >= :start AND activities.at < :end AND (activities.helped <> '' OR activities.thanked)
    AND activities.thanked
    AND NOT EXISTS (
        SELECT 1 FROM deals WHERE deals.customer_id = customers.id AND deals.state IN ('open', 'parked')
    )
ORDER BY activities.at DESC, activities.id DESC
LIMIT 1
