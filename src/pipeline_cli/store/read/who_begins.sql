-- Names that begin like one that nobody has: the ones a typing mistake could have meant.
SELECT name, name_key FROM customers WHERE name_key >= :first AND name_key < :beyond LIMIT 5000
