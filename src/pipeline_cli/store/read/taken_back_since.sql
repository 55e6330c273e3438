-- Entries before one that still stood when it was made, and were taken back later: it may build on one of them.
SELECT id FROM operations WHERE id < :operation AND undone_by > :operation AND command NOT IN ('undo', 'redo') ORDER BY id
