-- Whether any customer has tags of their own: a row, or none.
SELECT 1 FROM customers WHERE tags <> '[]' LIMIT 1
