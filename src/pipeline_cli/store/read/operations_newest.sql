SELECT id FROM operations ORDER BY id DESC LIMIT :limit
