-- The minutes noted in a period, by the stage that the deal had when the contact began: the one before any change that
-- the contact itself made, or the deal's first. Most contacts are of the stage that the deal is in now, which needs
-- no look at its way.
SELECT stage, sum(minutes)
FROM (
    SELECT
        activities.minutes,
        CASE
            WHEN activities.deal_id IS NULL THEN 'no_deal'
            WHEN activities.at > deals.stage_since THEN deals.stage
            ELSE coalesce(
                (
                    SELECT stage
                    FROM stage_changes
                    WHERE stage_changes.deal_id = activities.deal_id AND stage_changes.at < activities.at
                    ORDER BY stage_changes.at DESC, stage_changes.id DESC
                    LIMIT 1
                ),
                (
                    SELECT stage
                    FROM stage_changes
                    WHERE stage_changes.deal_id = activities.deal_id
                    ORDER BY stage_changes.at, stage_changes.id
                    LIMIT 1
                ),
                deals.stage
            )
        END AS stage
    FROM activities
    LEFT JOIN deals ON deals.id = activities.deal_id
    WHERE activities.at >= :start AND activities.at < :end AND activities.minutes > 0
) AS timed
GROUP BY stage
