-- The last activity of each deal that reached the customer, its whole note included.
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
FROM deal_facts
JOIN activities ON activities.id = deal_facts.last_reached_id
WHERE deal_facts.deal_id IN (:ids)
