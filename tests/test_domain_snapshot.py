from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.snapshot import (
    NEVER,
    PastDeal,
    PlannedStep,
    StageEntered,
    Touch,
    as_seen,
    is_stage_recorded,
    replay,
    snapshot,
)

DEAL = PastDeal(
    deal_id=1,
    opened_at=100.4,
    closed_at=150.0,
    is_won=True,
    touches=(
        Touch(110.5, is_reached=True, is_inbound=False, minutes=20),
        Touch(130.2, is_reached=False, is_inbound=False, minutes=0),
        Touch(140.1, is_reached=True, is_inbound=True, minutes=10),
    ),
    steps=(PlannedStep(112.0, 130.0, due_on=125, is_agreed=True, moves=2),),
    stages=(StageEntered(100.4, "approach", "open"), StageEntered(120.0, "prospect", "open")),
)
LATER = Touch(145.0, is_reached=True, is_inbound=True, minutes=99)


def test_snapshot_holds_what_was_known_then() -> None:
    seen = snapshot(DEAL, 132.0)

    assert (seen.age, seen.silence, seen.stage_age) == (32, 22, 12)
    assert (seen.contacts, seen.recent, seen.inbound, seen.minutes, seen.attempts) == (1, 1, 0, 20, 1)
    assert (seen.stage, seen.step, seen.moves) == ("prospect", "", 0)


def test_snapshot_knows_the_stage_of_its_time() -> None:
    assert snapshot(DEAL, 119.9).stage == "approach"


def test_snapshot_knows_the_step_of_its_time() -> None:
    assert (snapshot(DEAL, 120.0).step, snapshot(DEAL, 125.9).step) == ("agreed", "agreed")
    assert (snapshot(DEAL, 126.0).step, snapshot(DEAL, 130.0).step) == ("overdue", "")


def test_snapshot_counts_contacts_as_recent_for_thirty_days() -> None:
    assert (snapshot(DEAL, 140.4).recent, snapshot(DEAL, 140.6).recent) == (2, 1)


@given(st.floats(100.4, 144.9), st.sampled_from(["won", "lost"]), st.text(max_size=5), st.floats(145.0, 10**6))
def test_what_came_later_changes_nothing(at: float, outcome: str, stage: str, closed_at: float) -> None:
    other = DEAL._replace(
        is_won=outcome == "won",
        closed_at=closed_at,
        touches=(*DEAL.touches, LATER),
        stages=(*DEAL.stages, StageEntered(closed_at, stage, outcome)),
    )

    assert snapshot(other, at) == snapshot(DEAL, at)


def test_replay_leaves_out_deals_that_were_not_open() -> None:
    assert [at for at, _, _ in replay([DEAL], [90.0, 101.0, 149.0, 150.0, 160.0])] == [101.0, 149.0]


def test_a_parked_deal_is_not_open() -> None:
    parked = DEAL._replace(stages=(StageEntered(110.0, "approach", "parked"), StageEntered(120.0, "approach", "open")))

    assert [parked.is_open(at) for at in (105.0, 115.0, 125.0)] == [True, False, True]


def test_a_stage_is_only_recorded_where_deals_were_seen_to_move() -> None:
    still = DEAL._replace(stages=DEAL.stages[:1])

    assert is_stage_recorded([DEAL, still])
    assert not is_stage_recorded([still] * 30)
    assert not is_stage_recorded([])


def test_a_stage_means_nothing_where_those_of_most_deals_are_not_known() -> None:
    imported = DEAL._replace(stages=as_seen(DEAL.stages[:1], is_imported=True))

    assert is_stage_recorded([DEAL, imported])
    assert not is_stage_recorded([DEAL, imported, imported])


def test_the_first_stage_of_an_imported_deal_may_be_its_last_and_is_not_seen() -> None:
    imported = DEAL._replace(stages=as_seen(DEAL.stages, is_imported=True))
    moved_at = DEAL.stages[1].at

    assert [snapshot(imported, at).stage for at in (moved_at - 1, moved_at)] == ["", DEAL.stages[1].stage]
    assert as_seen(DEAL.stages, is_imported=False) == DEAL.stages


def test_a_win_is_known_from_its_day_on() -> None:
    assert [DEAL.is_won_by(at) for at in (149.9, 150.0)] == [False, True]
    assert not DEAL._replace(closed_at=NEVER).is_won_by(10**6)
