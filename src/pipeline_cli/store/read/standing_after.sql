SELECT id
FROM operations
WHERE id > :operation AND undone_by IS NULL AND command NOT IN ('undo', 'redo', 'forget')
ORDER BY id
