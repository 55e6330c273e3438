-- Every deal with its outcome, of those that drew a lot below :below of 4294967296: a sample that is always the same.
-- (The lot is the number times a large odd one: Knuth, The Art of Computer Programming, vol. 3, 6.4.)
SELECT id, opened_at, closed_at, state = 'won', source, owner, ref IS NOT NULL
FROM deals
WHERE id * 2654435761 % 4294967296 < :below
ORDER BY id
