SELECT id, at, reached, minutes, kind <> 'note' FROM activities WHERE deal_id = ? ORDER BY at, id
