-- The first entry of the history and the newest one; min and max each are one step into the table.
SELECT first.command, first.at, newest.at
FROM operations AS first, operations AS newest
WHERE first.id = (SELECT min(id) FROM operations) AND newest.id = (SELECT max(id) FROM operations)
