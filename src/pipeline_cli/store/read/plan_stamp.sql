-- What has to be the same for the counted deals of a plan to hold: how many there are, and how many are decided.
SELECT (SELECT coalesce(max(id), 0) FROM deals), (SELECT count(*) FROM deals WHERE closed_at IS NOT NULL)
