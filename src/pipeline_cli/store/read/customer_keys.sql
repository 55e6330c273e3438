-- What each customer is recognised by.
SELECT id, name_key, reading_key, phones, emails FROM customers ORDER BY id
