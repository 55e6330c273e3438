SELECT customer_id FROM romaji WHERE key >= :key AND key < :beyond LIMIT 50
