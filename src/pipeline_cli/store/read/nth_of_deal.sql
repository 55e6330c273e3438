-- One of a deal's conversations, counted as the card lists them.
SELECT id FROM activities WHERE deal_id = :id ORDER BY at DESC, id DESC LIMIT 1 OFFSET :skipped
