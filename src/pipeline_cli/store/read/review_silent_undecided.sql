-- An open deal without a date whose customer was to decide before a day, and who has not been reached since another:
-- the latest of them.
SELECT customers.name, deals.decides_on
FROM deals
JOIN deal_facts ON deal_facts.deal_id = deals.id
JOIN customers ON customers.id = deals.customer_id
WHERE deals.state = 'open' AND deals.decides_on IS NOT NULL AND deals.decides_on < :day
    AND deal_facts.follow_up <> 'planned'
    AND coalesce(deal_facts.last_reached_at, deals.opened_at) < :silent_since
ORDER BY deals.decides_on DESC
LIMIT 1
