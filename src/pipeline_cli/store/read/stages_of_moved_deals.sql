-- Every stage that a deal has been at beside the one it is at now, or was thought to have come to, by deal.
SELECT DISTINCT deal_facts.deal_id, deal_facts.stage, stage_changes.stage
FROM deal_facts
CROSS JOIN stage_changes ON stage_changes.deal_id = deal_facts.deal_id
WHERE stage_changes.stage <> deal_facts.stage OR deal_facts.furthest_stage <> deal_facts.stage
ORDER BY deal_facts.deal_id
