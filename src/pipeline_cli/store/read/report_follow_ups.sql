-- How many open deals have a next step, agreed or not, wait for the customer, or have nothing.
SELECT deal_facts.follow_up, coalesce(step.agreed, 0), count(*)
FROM deal_facts
LEFT JOIN next_steps AS step ON step.deal_id = deal_facts.deal_id AND step.state = 'open'
WHERE deal_facts.follow_up IS NOT NULL
GROUP BY deal_facts.follow_up, coalesce(step.agreed, 0)
