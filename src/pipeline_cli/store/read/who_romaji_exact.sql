SELECT customer_id FROM romaji WHERE key = :key LIMIT 50
