from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from helpers import Desk
from pipeline_cli.domain.snapshot import NEVER, PastDeal, StageEntered, Touch, snapshot
from pipeline_cli.store.read.history import LocalDays, deal_outlines, deal_total, local_days, past_deals, sampled_deals
from pipeline_cli.store.read.judgement import judged_deals
from pipeline_cli.store.store import Store
from support import NOW, TOKYO

OPENED = datetime(2026, 3, 1, 12, tzinfo=UTC)


def at(days: float) -> datetime:
    return OPENED + timedelta(days=days)


@pytest.fixture
def dealt(store: Store) -> Callable[[], PastDeal]:
    """Return the history of one deal: opened, called, called by the customer, moved on, and won."""
    from pipeline_cli.store.tables import ActivityRow, DealRow, NextStepRow, StageChangeRow

    with store.writing("import", NOW) as unit:
        deal = unit.insert(
            DealRow,
            customer_id=1,
            source="fair",
            state="won",
            stage="commit",
            stage_since=at(20),
            opened_at=OPENED,
            closed_at=at(30),
        )
        for day, stage, state in ((0, "approach", "open"), (20, "commit", "open"), (30, "commit", "won")):
            unit.insert(StageChangeRow, deal_id=deal, stage=stage, state=state, at=at(day))
        for day, kind, inbound, reached in (
            (2, "call", False, False),
            (5, "email", True, True),
            (6, "note", False, False),
        ):
            unit.insert(
                ActivityRow, customer_id=1, deal_id=deal, at=at(day), kind=kind, inbound=inbound, reached=reached
            )
        unit.insert(
            NextStepRow,
            deal_id=deal,
            due_on=date(2026, 3, 20),
            agreed=True,
            set_at=at(5),
            ended_at=at(15),
            state="kept",
            moves=1,
        )
    return lambda: next(one for one in past_deals(store.reader, NOW) if one.deal_id == deal)


def test_a_deal_comes_with_its_times_as_local_days(dealt: Callable[[], PastDeal]) -> None:
    deal = dealt()

    assert deal.opened_at == local_days(OPENED.astimezone(TOKYO))
    assert (deal.closed_at - deal.opened_at, deal.is_won, deal.source) == (30, True, "fair")


def test_activities_come_in_order_with_what_they_were(dealt: Callable[[], PastDeal]) -> None:
    deal = dealt()

    assert [touch._replace(at=touch.at - deal.opened_at) for touch in deal.touches] == [
        Touch(pytest.approx(2), is_reached=False, is_inbound=False, minutes=0),  # type: ignore[arg-type]
        Touch(pytest.approx(5), is_reached=True, is_inbound=True, minutes=0),  # type: ignore[arg-type]
        Touch(pytest.approx(6), is_reached=False, is_inbound=False, minutes=0, is_try=False),  # type: ignore[arg-type]
    ]


def test_stages_come_with_their_states(dealt: Callable[[], PastDeal]) -> None:
    deal = dealt()

    assert [(entered.stage, entered.state) for entered in deal.stages] == [
        ("approach", "open"),
        ("commit", "open"),
        ("commit", "won"),
    ]
    assert isinstance(deal.stages[0], StageEntered)


def test_a_past_time_is_seen_as_it_was(dealt: Callable[[], PastDeal]) -> None:
    deal = dealt()
    early, late = (snapshot(deal, deal.opened_at + days) for days in (4, 16))

    assert (early.contacts, early.attempts, early.step, early.stage, early.replies) == (0, 1, "", "approach", 0)
    assert (late.contacts, late.attempts, late.step, late.replies) == (1, 0, "", 1)
    assert snapshot(deal, deal.opened_at + 10).step == "agreed"


def test_only_so_many_decided_deals_are_read_and_all_open_ones(store: Store, dealt: Callable[[], PastDeal]) -> None:
    assert dealt().closed_at < NEVER
    everything, newest = past_deals(store.reader, NOW), past_deals(store.reader, NOW, most=0)

    assert [deal for deal in everything if deal.closed_at == NEVER] == newest


def test_a_store_of_usual_size_is_its_own_sample(store: Store, dealt: Callable[[], PastDeal]) -> None:
    dealt()

    assert sampled_deals(store.reader, NOW) == past_deals(store.reader, NOW)
    assert len(deal_outlines(store.reader, NOW)) == deal_total(store.reader)


def test_a_sample_is_drawn_by_lot_and_always_the_same(store: Store) -> None:
    from pipeline_cli.store.tables import DealRow

    with store.writing("import", NOW) as unit:
        rows = ({"customer_id": 1, "stage": "approach", "stage_since": OPENED, "opened_at": OPENED} for _ in range(400))
        for row in rows:
            unit.insert(DealRow, **row)
    everyone, sample = past_deals(store.reader, NOW), sampled_deals(store.reader, NOW, most=100)

    assert sample == sampled_deals(store.reader, NOW, most=100)
    assert {deal.deal_id for deal in sample} < {deal.deal_id for deal in everyone}
    assert 80 < len(sample) < 120


def test_what_is_sampled_comes_with_its_records(store: Store, dealt: Callable[[], PastDeal]) -> None:
    deal = dealt()
    total = deal_total(store.reader)
    samples = [sampled_deals(store.reader, NOW, most=most) for most in range(1, total + 1)]

    assert all(one == deal for sample in samples for one in sample if one.deal_id == deal.deal_id)


def test_what_is_read_of_today_is_what_a_replay_sees_today(tmp_path: Path) -> None:
    """The model is fitted on replays and asked about today: both must say the same of a deal."""
    desk = Desk(tmp_path)
    desk.ok("log", "Aoki", "wants a quote", "--new", "--at", "2026-10-01 10:00", "--minutes", "40")
    desk.ok("log", "Aoki", "asked again", "--inbound", "--kind", "email", "--at", "2026-11-02 10:00")
    desk.ok("log", "Aoki", "--no-answer", "--kind", "call", "--at", "2026-11-10 10:00", "--next", "tomorrow 10:00")
    desk.ok("move", "Aoki", "prospect")
    desk.ok("log", "Berg", "he will call", "--new", "--at", "2026-11-12 10:00", "--waiting")
    reader, now = Store(str(desk.path)).reader, NOW + timedelta(minutes=1)
    replayed = {deal.deal_id: snapshot(deal, local_days(now)) for deal in past_deals(reader, now)}

    assert {deal.deal_id: deal.seen(now.date()) for deal in judged_deals(reader, now)} == replayed
    assert sorted(one.replies for one in replayed.values()) == [0, 1]


def test_a_stored_instant_is_a_day_of_the_zone() -> None:
    late = LocalDays(datetime(2026, 11, 18, 9, tzinfo=TOKYO))

    assert int(late.at("2026-11-17T16:00:00Z")) - int(late.at("2026-11-17T14:00:00Z")) == 1
