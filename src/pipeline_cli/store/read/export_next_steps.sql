SELECT
    next_steps.id,
    next_steps.ref,
    next_steps.deal_id,
    deals.ref,
    next_steps.due_on,
    next_steps.due_at,
    next_steps.by,
    next_steps.why,
    next_steps.agreed,
    next_steps.waiting,
    next_steps.moves,
    next_steps.state,
    next_steps.attempts,
    next_steps.zone,
    next_steps.set_at,
    next_steps.ended_at
FROM next_steps
JOIN deals ON deals.id = next_steps.deal_id
ORDER BY next_steps.id
