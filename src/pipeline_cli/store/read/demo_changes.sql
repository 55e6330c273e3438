-- How many changes that were made since a store was made, the first entry of its history, still stand.
SELECT count(*) FROM operations
WHERE id > (SELECT min(id) FROM operations) AND undone_by IS NULL AND command <> 'undo'
