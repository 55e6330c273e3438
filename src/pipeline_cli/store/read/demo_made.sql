-- What made a store: its first entry of the history.
SELECT command, at, undone_by IS NOT NULL FROM operations ORDER BY id LIMIT 1
