-- The user's own history: deals that are closed :now, by stage, longest silence and outcome. An import may bring some
-- that will be.
SELECT stage, longest_silence_days, outcome = 'won', count(*)
FROM deal_facts
WHERE outcome IS NOT NULL
    AND deal_id NOT IN (SELECT id FROM deals WHERE state IN ('won', 'lost') AND closed_at > :now)
GROUP BY stage, longest_silence_days, outcome
