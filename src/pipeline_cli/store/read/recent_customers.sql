-- Whom the latest contacts were with, the latest first; one customer may come up several times.
SELECT customer_id FROM activities ORDER BY at DESC LIMIT :limit
