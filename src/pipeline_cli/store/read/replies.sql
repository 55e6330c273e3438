-- How often the customers of some deals were the ones to get in touch, where that happened.
SELECT deal_id, count(*)
FROM activities
WHERE deal_id IN (:ids) AND reached AND inbound
GROUP BY deal_id
