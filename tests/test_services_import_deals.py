"""What the rows of an import make of deals and their way through the stages."""

from datetime import UTC
from typing import Any

import pytest

from import_support import activity, deal, reasons, stage, step, stored, take
from pipeline_cli.domain.import_report import Counts
from pipeline_cli.domain.next_step import Due
from pipeline_cli.money.amount import Money
from pipeline_cli.store.store import Store
from support import NOW, ago, day

WAYS = "SELECT state, stage, at FROM stage_changes ORDER BY at, id"


def columns(store: Store, *names: str) -> tuple[Any, ...]:
    """Return some columns of the only deal."""
    (row,) = stored(store, f"SELECT {', '.join(names)} FROM deals")
    return row


def utc(days: int) -> str:
    """Return how the store has two in the afternoon in Tokyo."""
    return ago(days).date().isoformat() + "T05:00:00Z"


def test_new_deal_begins_in_the_first_stage(empty: Store) -> None:
    take(empty, deal("d1", opened_at=ago(30)))

    assert columns(empty, "state", "stage", "stage_since") == ("open", "approach", utc(30))
    assert stored(empty, WAYS) == [("open", "approach", utc(30))]


def test_closed_deal_got_as_far_as_any_that_is_open(empty: Store) -> None:
    take(empty, deal("d1", stage="prospect", state="open"), deal("d2", state="won", opened_at=ago(9), closed_at=ago(2)))

    assert stored(empty, "SELECT stage FROM deals ORDER BY ref") == [("prospect",), ("prospect",)]


def test_deal_is_in_the_last_stage_that_it_entered(empty: Store) -> None:
    take(empty, deal("d1", opened_at=ago(30)), stage("d1", "commit", 3), stage("d1", "prospect", 20))

    assert columns(empty, "stage", "stage_since") == ("commit", utc(3))
    assert stored(empty, WAYS) == [("open", "prospect", utc(20)), ("open", "commit", utc(3))]


def test_verdict_among_the_stages_stands_beside_the_stage_before_it(empty: Store) -> None:
    rows = (
        deal("d1", state="won", opened_at=ago(30), closed_at=ago(2)),
        stage("d1", "commit", 9),
        stage("d1", "", 2, "won"),
    )
    take(empty, *rows)

    assert columns(empty, "stage") == ("commit",)
    assert stored(empty, WAYS) == [("open", "commit", utc(9)), ("won", "commit", utc(2))]


def test_verdict_is_added_to_stages_without_one(empty: Store) -> None:
    take(empty, deal("d1", state="lost", opened_at=ago(30), closed_at=ago(2)), stage("d1", "commit", 9))

    assert stored(empty, WAYS) == [("open", "commit", utc(9)), ("lost", "commit", utc(2))]


def test_stages_of_a_known_deal_are_added_where_they_are_missing(empty: Store) -> None:
    take(empty, deal("d1", stage="approach", opened_at=ago(30)))
    intake = take(empty, stage("d1", "approach", 30), stage("d1", "prospect", 20))

    assert intake.counts("stages") == Counts(new=1, same=1)
    assert [name for _, name, _ in stored(empty, WAYS)] == ["approach", "prospect"]


def test_deal_moved_to_another_stage_has_entered_it(empty: Store) -> None:
    take(empty, deal("d1", stage="approach", opened_at=ago(30)))
    take(empty, deal("d1", stage="commit"))

    assert columns(empty, "stage", "stage_since") == ("commit", "2026-11-18T00:30:00Z")
    assert stored(empty, WAYS)[-1] == ("open", "commit", "2026-11-18T00:30:00Z")


def test_move_that_the_stages_tell_is_not_told_twice(empty: Store) -> None:
    take(empty, deal("d1", stage="approach", opened_at=ago(30)))
    take(empty, deal("d1", stage="commit"), stage("d1", "commit", 3))

    assert columns(empty, "stage_since") == (utc(3),)
    assert stored(empty, WAYS) == [("open", "approach", utc(30)), ("open", "commit", utc(3))]


def test_closed_deal_without_a_date_was_closed_at_its_last_contact(empty: Store) -> None:
    intake = take(
        empty, deal("d1", state="lost"), activity(deal_ref="d1", at=ago(40)), activity(deal_ref="d1", at=ago(7))
    )

    assert columns(empty, "opened_at", "closed_at") == (utc(40), utc(7))
    assert intake.assumed == {"no_opened_at": 1, "no_closed_at": 1}


def test_deal_without_any_date_begins_on_the_latest_that_has_been(empty: Store) -> None:
    take(empty, deal("d1", opened_at=ago(3)), deal("d2", opened_at=ago(-3)), deal("d3"))

    assert stored(empty, "SELECT opened_at FROM deals WHERE ref = 'd3'") == [(utc(3),)]


def test_deal_of_a_store_without_dates_begins_now(empty: Store) -> None:
    take(empty, deal("d1"))

    assert columns(empty, "opened_at") == ("2026-11-18T00:30:00Z",)


def test_opening_that_was_assumed_stays_when_the_row_comes_again(empty: Store) -> None:
    take(empty, deal("d1"))
    intake = take(empty, deal("d1"), deal("d2", opened_at=ago(3)))

    assert intake.counts("deals") == Counts(new=1, same=1)


@pytest.mark.parametrize("opened", [ago(30), None])
def test_deal_without_a_ref_is_known_by_customer_title_and_opening(empty: Store, opened: Any) -> None:  # noqa: ANN401
    take(empty, deal(title="a", opened_at=ago(30)), deal(title="b", opened_at=ago(30)))
    intake = take(empty, deal(title="a", opened_at=opened, concern="price"))

    assert intake.counts("deals") == Counts(changed=1)
    assert stored(empty, "SELECT title FROM deals WHERE concern = 'price'") == [("a",)]


def test_parked_deal_comes_back_on_its_day(empty: Store) -> None:
    take(empty, deal("d1", state="parked", parked_until=day(30), opened_at=ago(9)))

    assert columns(empty, "state", "parked_until", "closed_at") == ("parked", day(30).isoformat(), None)


def test_parked_deal_is_known_to_be_parked_from_now_on(empty: Store) -> None:
    take(empty, deal("d1", state="parked", parked_until=day(30), opened_at=ago(9)))

    opened, parked = stored(empty, WAYS)
    assert (opened, parked[:2]) == (("open", "approach", utc(9)), ("parked", "approach"))
    assert parked[2].startswith(NOW.astimezone(UTC).date().isoformat())


def test_deal_that_is_parked_now_has_no_closing_and_no_step(empty: Store) -> None:
    take(empty, deal("d1", opened_at=ago(9)), step("d1", due=Due(day(1))))
    take(empty, deal("d1", state="parked", parked_until=day(30)))

    assert columns(empty, "state", "closed_at") == ("parked", None)
    assert stored(empty, "SELECT state FROM next_steps") == [("dropped",)]


def test_known_deal_that_is_decided_without_a_date_is_so_now(empty: Store) -> None:
    take(empty, deal("d1", opened_at=ago(9)))
    take(empty, deal("d1", state="won"))

    assert columns(empty, "closed_at") == ("2026-11-18T00:30:00Z",)


def test_date_of_a_verdict_may_be_corrected(empty: Store) -> None:
    take(empty, deal("d1", state="won", opened_at=ago(9), closed_at=ago(3)))
    intake = take(empty, deal("d1", closed_at=ago(4)))

    assert intake.counts("deals") == Counts(changed=1)
    assert columns(empty, "state", "closed_at") == ("won", utc(4))


def test_amounts_of_one_currency_may_come_one_after_the_other(empty: Store) -> None:
    take(empty, deal("d1", value=Money(100, "EUR"), currency="EUR"))
    take(empty, deal("d1", profit=Money(-5, "EUR"), currency="EUR"))

    assert columns(empty, "value_minor", "profit_minor", "currency") == (100, -5, "EUR")


def test_amounts_of_two_currencies_are_refused(empty: Store) -> None:
    take(empty, deal("d1", value=Money(100, "EUR"), currency="EUR"))
    intake = take(empty, deal("d1", profit=Money(5, "USD"), currency="USD"))

    assert reasons(intake) == ["the deal's other amounts are in EUR, not USD"]
    assert columns(empty, "profit_minor") == (None,)


def test_all_amounts_may_change_their_currency_together(empty: Store) -> None:
    take(empty, deal("d1", value=Money(100, "EUR"), currency="EUR"))
    take(empty, deal("d1", value=Money(120, "USD"), currency="USD"))

    assert columns(empty, "value_minor", "currency") == (120, "USD")


def test_activities_go_with_their_deal_to_another_customer(empty: Store) -> None:
    take(empty, deal("d1", customer="Nobody", opened_at=ago(9)), activity("a1", deal_ref="d1"))
    take(empty, deal("d1", customer="Aoki"))

    query = "SELECT c.name FROM activities a JOIN customers c ON c.id = a.customer_id"
    assert stored(empty, query) == [("Aoki",)]


def test_facts_of_imported_deals_are_worked_out(empty: Store) -> None:
    take(empty, deal("d1", opened_at=ago(30)), activity(deal_ref="d1", at=ago(20), reached=True, minutes=15))

    query = "SELECT follow_up, last_reached_at, contacts, minutes FROM deal_facts"
    assert stored(empty, query) == [("none", utc(20), 1, 15)]
