-- Names by the beginning of their reading.
SELECT name, name_key FROM customers WHERE reading_key >= :first AND reading_key < :beyond AND reading_key <> '' LIMIT 500
