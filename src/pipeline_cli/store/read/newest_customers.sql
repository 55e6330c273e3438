-- The customers added last, the newest first.
SELECT name FROM customers ORDER BY id DESC LIMIT :limit
