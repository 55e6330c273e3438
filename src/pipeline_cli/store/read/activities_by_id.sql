SELECT
    activities.id,
    activities.deal_id,
    activities.customer_id,
    activities.at,
    activities.kind,
    activities.inbound,
    activities.reached,
    activities.note,
    activities.minutes,
    activities.appointment,
    activities.valid,
    activities.helped,
    activities.thanked
FROM activities
WHERE id IN (:ids)
