SELECT id FROM activities WHERE deal_id IN (:ids)
