-- Every deal with its outcome, for a replay of the user's own history; the newest :limit of those that are decided.
SELECT id, opened_at, closed_at, state = 'won', source, owner, ref IS NOT NULL
FROM deals
WHERE closed_at IS NULL
    OR id IN (SELECT id FROM deals WHERE closed_at IS NOT NULL ORDER BY opened_at DESC LIMIT :limit)
ORDER BY id
