-- The contacts of a period from which a customer got something, or after which they said thank you, the latest first.
-- They are picked first, since only then does SQLite see that the index of exactly these is the shorter way.
SELECT
    activities.customer_id,
    customers.name,
    activities.deal_id,
    activities.at,
    activities.helped,
    activities.thanked
FROM activities
JOIN customers ON customers.id = activities.customer_id
WHERE activities.id IN (
    SELECT id FROM activities WHERE at >= :start AND at < :end AND (helped <> '' OR thanked)
)
ORDER BY activities.at DESC, activities.id DESC
