-- How often the customers of some deals were reached between two instants, and how often they were the ones to get in
-- touch.
SELECT deal_id, count(*), sum(CASE WHEN inbound THEN 1 ELSE 0 END)
FROM activities
WHERE deal_id IN (:ids) AND at > :since AND at <= :until AND reached
GROUP BY deal_id
