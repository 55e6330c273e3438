-- The same as found_places.sql. Where much is found, the newest are soon met on the way back in time.
SELECT found.place
FROM (
    SELECT place, NULL AS at
    FROM temp.found
    WHERE place & 3 = 1
    UNION ALL
    SELECT *
    FROM (
        SELECT place, deals.opened_at
        FROM deals
        CROSS JOIN temp.found ON place = deals.id * 4 + 2
        ORDER BY deals.opened_at DESC, deals.id DESC
        LIMIT :limit
    )
    UNION ALL
    SELECT *
    FROM (
        SELECT place, activities.at
        FROM activities
        CROSS JOIN temp.found ON place = activities.id * 4 + 3
        ORDER BY activities.at DESC, activities.id DESC
        LIMIT :limit
    )
) AS found
ORDER BY found.place & 3 <> 1, found.at DESC, found.place DESC
LIMIT :limit
