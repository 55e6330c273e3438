INSERT INTO deal_facts (
    deal_id, follow_up, outcome, stage, furthest_stage, last_reached_at, last_reached_id,
    contacts, attempts, minutes, moves, longest_silence_days
) VALUES (
    :deal_id, :follow_up, :outcome, :stage, :furthest_stage, :last_reached_at, :last_reached_id,
    :contacts, :attempts, :minutes, :moves, :longest_silence_days
)
ON CONFLICT (deal_id) DO UPDATE SET
    follow_up = excluded.follow_up,
    outcome = excluded.outcome,
    stage = excluded.stage,
    furthest_stage = excluded.furthest_stage,
    last_reached_at = excluded.last_reached_at,
    last_reached_id = excluded.last_reached_id,
    contacts = excluded.contacts,
    attempts = excluded.attempts,
    minutes = excluded.minutes,
    moves = excluded.moves,
    longest_silence_days = excluded.longest_silence_days
