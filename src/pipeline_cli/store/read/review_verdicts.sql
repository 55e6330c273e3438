-- What deals came to in a period: won or lost, as they stand, and parked, as they stood when it ended. Won ones come
-- first, then lost and parked ones, of each the latest first.
SELECT id, state, closed_at AS at, CASE state WHEN 'won' THEN 0 ELSE 1 END AS place
FROM deals
WHERE state IN ('won', 'lost') AND closed_at IS NOT NULL AND closed_at >= :start AND closed_at < :end
UNION ALL
SELECT deal_id, state, at, 2
FROM stage_changes AS parking
WHERE state = 'parked' AND at >= :start AND at < :end
    AND NOT EXISTS (
        SELECT 1
        FROM stage_changes AS later
        WHERE later.deal_id = parking.deal_id
            AND later.at >= parking.at AND later.at < :end
            AND (later.at > parking.at OR later.id > parking.id)
    )
ORDER BY place, at DESC, id DESC
