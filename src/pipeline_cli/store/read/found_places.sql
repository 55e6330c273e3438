-- Customers, the last made first; then deals and conversations, the newest first.
SELECT found.place
FROM (
    SELECT place, NULL AS at
    FROM temp.found
    WHERE place & 3 = 1
    UNION ALL
    SELECT place, deals.opened_at
    FROM temp.found
    JOIN deals ON deals.id = place >> 2
    WHERE place & 3 = 2
    UNION ALL
    SELECT place, activities.at
    FROM temp.found
    JOIN activities ON activities.id = place >> 2
    WHERE place & 3 = 3
) AS found
ORDER BY found.place & 3 <> 1, found.at DESC, found.place DESC
LIMIT :limit
