-- Closed deals that were once silent so long, and were opened early enough to have been open as long as another one.
SELECT deal_facts.stage, deal_facts.outcome = 'won', deals.opened_at, deals.closed_at
FROM deal_facts
CROSS JOIN deals ON deals.id = deal_facts.deal_id
WHERE deal_facts.outcome IS NOT NULL
    AND deal_facts.longest_silence_days >= :silent_days
    AND deals.opened_at < :opened_before
