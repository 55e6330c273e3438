-- What customers got out of the contacts of deals, in words, in order of time.
SELECT deal_id, helped
FROM activities
WHERE deal_id IN (:ids) AND helped <> ''
ORDER BY deal_id, at
