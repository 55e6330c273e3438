SELECT
    deals.state,
    deals.stage,
    deals.opened_at,
    deals.closed_at,
    step.due_on IS NOT NULL OR step.due_at IS NOT NULL,
    coalesce(step.waiting, 0),
    coalesce(
        step.moves,
        (SELECT past.moves FROM next_steps AS past WHERE past.deal_id = deals.id ORDER BY past.id DESC LIMIT 1),
        0
    )
FROM deals
LEFT JOIN next_steps AS step ON step.deal_id = deals.id AND step.state = 'open'
WHERE deals.id = ?
