-- The longest silent first; a customer never reached is silent since the deal was opened.
SELECT deals.id
FROM deals
JOIN deal_facts ON deal_facts.deal_id = deals.id
WHERE (:conditions)
ORDER BY coalesce(deal_facts.last_reached_at, deals.opened_at), deals.id
LIMIT :limit
