-- Readings in Latin letters that begin like one that nobody has, each with a name.
SELECT min(name), key
FROM romaji JOIN customers ON customers.id = customer_id
WHERE key >= :first AND key < :beyond
GROUP BY key
LIMIT 5000
