SELECT stage FROM stage_changes WHERE deal_id = ?
