SELECT id FROM stage_changes WHERE stage = :stage ORDER BY id
