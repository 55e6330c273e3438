-- Every row that customers have, or had before it was taken back, moved or merged.
WITH
theirs AS (SELECT value AS id FROM json_each(:customers)),
told AS (
    SELECT table_name, row_id, before AS text FROM changes WHERE before IS NOT NULL AND after IS NULL
    UNION ALL
    SELECT table_name, row_id, after FROM changes WHERE after IS NOT NULL AND before IS NULL
),
their_deals AS (
    SELECT id FROM deals WHERE customer_id IN theirs
    UNION
    SELECT row_id
    FROM told
    WHERE table_name = 'deals' AND json_extract(text, '$.customer_id') IN theirs AND row_id NOT IN (SELECT id FROM deals)
),
their_rows AS (
    SELECT 'customers' AS table_name, id FROM theirs
    UNION
    SELECT 'deals', id FROM their_deals
    UNION
    SELECT 'activities', id FROM activities WHERE customer_id IN theirs
    UNION
    SELECT 'activities', id FROM activities WHERE deal_id IN their_deals
    UNION
    SELECT 'next_steps', id FROM next_steps WHERE deal_id IN their_deals
    UNION
    SELECT 'stage_changes', id FROM stage_changes WHERE deal_id IN their_deals
    UNION
    SELECT table_name, row_id
    FROM told
    WHERE
        table_name = 'activities'
        AND json_extract(text, '$.customer_id') IN theirs
        AND row_id NOT IN (SELECT id FROM activities)
    UNION
    SELECT table_name, row_id
    FROM told
    WHERE table_name IN ('next_steps', 'stage_changes') AND json_extract(text, '$.deal_id') IN their_deals
)
SELECT table_name, id FROM their_rows
