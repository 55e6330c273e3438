-- The user's own history: closed deals by stage, longest silence and outcome.
SELECT stage, longest_silence_days, outcome = 'won', count(*)
FROM deal_facts
WHERE outcome IS NOT NULL
GROUP BY stage, longest_silence_days, outcome
