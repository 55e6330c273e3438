-- A customer's deals, the newest first.
SELECT id, state, title FROM deals WHERE customer_id = :customer ORDER BY opened_at DESC, id DESC
