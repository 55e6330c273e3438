SELECT count(*) FROM operations
