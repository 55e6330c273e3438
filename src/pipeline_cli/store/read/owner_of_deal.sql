-- Whose deal it is, in a shared store.
SELECT owner FROM deals WHERE id = :deal
