SELECT id
FROM deals
WHERE state = 'open' AND decides_on IS NOT NULL AND decides_on <= :last
ORDER BY decides_on
LIMIT :limit
