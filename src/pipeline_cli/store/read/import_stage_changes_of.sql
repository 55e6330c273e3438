SELECT deal_id, state, stage, at FROM stage_changes WHERE deal_id IN (:ids) ORDER BY at, id
