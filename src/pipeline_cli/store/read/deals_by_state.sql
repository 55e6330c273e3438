SELECT state, count(*) FROM deals GROUP BY state
