-- Deals of a period: lost in it, won in it by earlier customers, and opened in it.
SELECT
    (
        SELECT count(*)
        FROM deals
        WHERE state = 'lost' AND closed_at IS NOT NULL AND closed_at >= :start AND closed_at < :end
    ),
    (
        SELECT count(*)
        FROM deals
        WHERE state = 'won' AND closed_at IS NOT NULL AND closed_at >= :start AND closed_at < :end
            AND EXISTS (
                SELECT 1
                FROM deals AS earlier
                WHERE earlier.customer_id = deals.customer_id
                    AND earlier.state = 'won'
                    AND (
                        earlier.closed_at < deals.opened_at
                        OR (earlier.closed_at = deals.opened_at AND earlier.id < deals.id)
                    )
            )
    ),
    (SELECT count(*) FROM deals WHERE opened_at >= :start AND opened_at < :end)
