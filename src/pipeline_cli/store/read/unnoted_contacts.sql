-- How many contacts of some deals have no minutes, by kind, and by whether they reached anybody.
SELECT deal_id, kind, reached, count(*)
FROM activities
WHERE deal_id IN (:ids) AND minutes IS NULL
GROUP BY deal_id, kind, reached
