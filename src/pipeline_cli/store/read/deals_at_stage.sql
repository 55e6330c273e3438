-- By state, since the index begins with it.
SELECT id FROM deals WHERE state IN ('open', 'parked', 'won', 'lost') AND stage = :stage ORDER BY id
