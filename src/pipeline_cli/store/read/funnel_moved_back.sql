-- Deals of a period that once were at a later stage than they are now. A won deal has come all the way, wherever it
-- was in between.
SELECT deals.state, deals.stage, deal_facts.furthest_stage, (:key)
FROM deal_facts
CROSS JOIN deals
WHERE deal_facts.furthest_stage <> deal_facts.stage
    AND deals.id = deal_facts.deal_id
    AND deals.state <> 'won'
    AND coalesce(deals.opened_at, '') >= :start AND coalesce(deals.opened_at, '') < :end
