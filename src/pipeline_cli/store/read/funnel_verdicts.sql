-- How many deals were won and lost in a period, whenever they were opened.
SELECT state, count(*)
FROM deals
WHERE state IN ('won', 'lost') AND closed_at >= :start AND closed_at < :end
GROUP BY state
