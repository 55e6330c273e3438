"""Decisions carried out: all of them or none, as one change."""

from datetime import timedelta

import pytest

from pipeline_cli.domain.next_step import Due
from pipeline_cli.domain.pipeline import Pipeline
from pipeline_cli.domain.pruning import Decision
from pipeline_cli.errors import NotFoundError, RefusedError
from pipeline_cli.money.amount import Money
from pipeline_cli.services.prune_deals import prune_deals
from pipeline_cli.services.undo_changes import undo_changes
from pipeline_cli.store.read.deals import deals_by_id, open_steps
from pipeline_cli.store.store import Store
from support import NOW, day

LATER = NOW + timedelta(days=40)

ALL = (
    Decision(3, "close", reason="no budget"),
    Decision(1, "park", until=day(130)),
    Decision(4, "won"),
    Decision(2, "ask", due=Due(day(45))),
)


def states(store: Store) -> dict[int, str]:
    return {id_: deal.state for id_, deal in deals_by_id(store.reader, range(1, 8), None).items()}


def history(store: Store) -> list[tuple[str, str]]:
    return store.reader.execute("SELECT command, summary FROM operations ORDER BY id DESC").fetchall()


def test_prune_does_what_was_decided_and_nothing_else(store: Store) -> None:
    before = states(store)
    prune_deals(store, ALL, LATER)

    assert states(store) == {**before, 3: "lost", 1: "parked", 4: "won"}
    step = open_steps(store.reader, [2], LATER.tzinfo)[2]
    assert (step.due, step.agreed, step.by, step.why) == (Due(day(45)), False, "call", "ask for a decision")
    assert deals_by_id(store.reader, [3], None)[3].lost_reason == "no budget"


def test_prune_is_one_change_that_is_taken_back_at_once(store: Store) -> None:
    before, entries = states(store), len(history(store))
    prune_deals(store, ALL, LATER)
    assert history(store)[0] == ("prune", "close #3, won #4, park #1, ask #2")
    undo_changes(store, 1, LATER)

    assert (states(store), len(history(store))) == (before, entries + 2)


def test_prune_tells_the_pipeline_before_and_after(store: Store) -> None:
    decided = prune_deals(store, ALL, LATER).decided

    assert decided is not None
    assert decided.before == Pipeline(4, (Money(1_200_000, "JPY"), Money(350_000, "EUR")))
    assert decided.after == Pipeline(1, ())


def test_prune_suggests_nothing_any_more_of_what_was_closed(store: Store) -> None:
    rest = prune_deals(store, [Decision(number, "close") for number in (1, 2, 3, 4)], LATER)

    assert (rest.total, rest.shown, rest.kept) == (0, (), 0)


def test_prune_counts_the_time_of_deals_let_go_and_parked_alone(store: Store) -> None:
    assert prune_deals(store, [Decision(1, "won")], LATER).freed.minutes_per_week == 0
    undo_changes(store, 1, LATER)
    assert prune_deals(store, [Decision(1, "park", until=day(130))], LATER).freed.minutes_per_week == 3


def test_prune_keeps_a_deal_just_as_it_is(store: Store) -> None:
    entries = history(store)
    pruning = prune_deals(store, [Decision(3, "keep")], LATER)

    assert (history(store), pruning.decided and pruning.decided.kept) == (entries, (3,))


@pytest.mark.parametrize(("deal", "error"), [(5, RefusedError), (99, NotFoundError)])
def test_prune_does_all_or_nothing(store: Store, deal: int, error: type[Exception]) -> None:
    before = states(store)
    with pytest.raises(error):
        prune_deals(store, [*ALL, Decision(deal, "close")], LATER)

    assert states(store) == before
