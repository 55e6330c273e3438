-- A customer's conversations, the newest first, whole notes included.
SELECT
    id,
    deal_id,
    customer_id,
    at,
    kind,
    inbound,
    reached,
    note,
    minutes,
    appointment,
    valid,
    helped,
    thanked
FROM activities
WHERE customer_id = :customer
ORDER BY at DESC, id DESC
LIMIT :limit
