SELECT count(*) FROM deals WHERE (:conditions)
