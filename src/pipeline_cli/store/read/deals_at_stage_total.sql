-- By state, since the index begins with it: open or parked ones, and closed ones.
SELECT coalesce(sum(state IN ('open', 'parked')), 0), coalesce(sum(state IN ('won', 'lost')), 0)
FROM deals
WHERE state IN ('open', 'parked', 'won', 'lost') AND stage = :stage
