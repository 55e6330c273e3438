SELECT summary, EXISTS (SELECT 1 FROM changes WHERE operation_id = :entry) FROM operations WHERE id = :entry
