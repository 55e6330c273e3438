-- The currencies of the latest deals that have one, and how many of them each is of.
SELECT currency, count(*)
FROM (SELECT currency FROM deals WHERE currency IS NOT NULL ORDER BY id DESC LIMIT 200)
GROUP BY currency
