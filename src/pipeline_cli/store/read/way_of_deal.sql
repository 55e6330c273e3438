-- When a deal became what, the first first.
SELECT id, state, at FROM stage_changes WHERE deal_id = :deal ORDER BY at, id
