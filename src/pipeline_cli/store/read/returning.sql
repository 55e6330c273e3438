SELECT id
FROM deals
WHERE state = 'parked' AND parked_until <= :last
ORDER BY parked_until
LIMIT :limit
