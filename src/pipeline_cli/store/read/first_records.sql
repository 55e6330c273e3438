-- The first instant, and the first tallied day, of which anything is recorded.
SELECT
    (SELECT min(at) FROM activities),
    (SELECT min(opened_at) FROM deals),
    (SELECT min(day) FROM tallies)
