SELECT id FROM operations WHERE id < :before ORDER BY id DESC LIMIT :limit
