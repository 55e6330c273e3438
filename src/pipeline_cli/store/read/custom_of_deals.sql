SELECT id, custom FROM deals WHERE id IN (:ids) AND custom <> '{}'
