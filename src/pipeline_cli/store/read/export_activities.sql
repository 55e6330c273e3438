SELECT
    activities.id,
    activities.ref,
    activities.deal_id,
    deals.ref,
    activities.customer_id,
    customers.ref,
    activities.at,
    activities.kind,
    activities.inbound,
    activities.reached,
    activities.minutes,
    activities.appointment,
    activities.valid,
    activities.note,
    activities.helped,
    activities.thanked,
    activities.zone,
    activities.custom
FROM activities
JOIN customers ON customers.id = activities.customer_id
LEFT JOIN deals ON deals.id = activities.deal_id
ORDER BY activities.id
