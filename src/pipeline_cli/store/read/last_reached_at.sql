-- When the customer of each deal was last reached; :ids is a JSON list, since thousands may be asked for.
SELECT deal_facts.deal_id, deal_facts.last_reached_at
FROM json_each(:ids) AS asked
JOIN deal_facts ON deal_facts.deal_id = asked.value
WHERE deal_facts.last_reached_at IS NOT NULL
