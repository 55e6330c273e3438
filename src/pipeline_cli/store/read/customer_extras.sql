-- What a customer's card does not show.
SELECT custom, created_at FROM customers WHERE id = :customer
