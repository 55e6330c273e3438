SELECT count(*) FROM temp.found
