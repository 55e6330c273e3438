SELECT table_name, row_id, before, after FROM changes WHERE operation_id = :operation ORDER BY id DESC
