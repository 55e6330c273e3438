SELECT id, custom FROM activities WHERE id IN (:ids) AND custom <> '{}'
