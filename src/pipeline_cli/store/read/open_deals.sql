-- What is known of open deals, in plain figures, for a judgement: of :everything (1), or only of those that may be
-- doubted: not reached since :recent, or with a decision gone by or later than :far; no agreed step or decision about
-- to come. In order of number, so that the
-- tables are read from beginning to end: over an index, page by page, the same rows took three times as long.
SELECT
    deals.id,
    deals.stage,
    deals.opened_at,
    deals.stage_since,
    deal_facts.last_reached_at,
    deal_facts.moves,
    deal_facts.minutes,
    deal_facts.contacts,
    deal_facts.attempts,
    deal_facts.follow_up,
    step.due_on,
    step.due_at,
    step.agreed,
    deals.decides_on,
    deals.value_minor,
    deals.currency,
    deals.source,
    deals.owner,
    deals.profit_minor
FROM deal_facts
JOIN deals ON deals.id = deal_facts.deal_id
LEFT JOIN next_steps AS step ON step.deal_id = deals.id AND step.state = 'open'
WHERE deal_facts.follow_up IS NOT NULL
    AND deal_facts.deal_id % :step = 0
    AND (
        :everything = 1
        OR (
            (
                (deals.opened_at < :recent AND coalesce(deal_facts.last_reached_at, '') < :recent)
                OR deals.decides_on < :day
                OR deals.decides_on > :far
            )
            AND coalesce(deals.decides_on, '') NOT BETWEEN :day AND :decided_by
            AND (
                step.id IS NULL
                OR NOT step.agreed
                OR (coalesce(step.due_on, '') < :day AND coalesce(step.due_at, '') < :start)
            )
        )
    )
ORDER BY deal_facts.deal_id
