"""The measures of a period, and the records that they add up from."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measure_support import SPAN, Written, WrittenActivity, WrittenDeal, counted, measured, store_of, written
from pipeline_cli.dates.business_days import is_working_day
from pipeline_cli.dates.spans import Span
from pipeline_cli.dates.when import DateRules
from pipeline_cli.domain.landing import Landing
from pipeline_cli.domain.measured_parts import added_up
from pipeline_cli.domain.measures import METRICS, Figure
from pipeline_cli.services.kpi_landing import landing_of
from pipeline_cli.services.measured import measured_parts
from pipeline_cli.services.measuring import Measuring, days_off
from support import NOW, TOKYO

FIRST = datetime.combine(SPAN.first, time(), TOKYO)
END = datetime.combine(SPAN.last + timedelta(days=1), time(), TOKYO)


def won(at: datetime, *amounts: int | None, currency: str | None = "JPY", customer: int = 1) -> WrittenDeal:
    value, profit, mrr = (*amounts, None, None, None)[:3]
    return WrittenDeal(customer, "won", at, 24, currency, (value, profit, mrr))


def call(at: datetime, *, inbound: bool = False, appointment: bool = False) -> WrittenActivity:
    return WrittenActivity(1, at, "call", inbound, reached=True, appointment=appointment, valid=None)


def figures_of(records: Written, metric: str) -> list[Figure]:
    return [one for one in measured(store_of(records)) if one.metric == metric]


@given(written)
def test_the_records_behind_a_figure_add_up_to_it(records: Written) -> None:
    store = store_of(records)
    for figure in measured(store):
        found = measured_parts(store, SPAN, NOW, figure.metric)
        same = added_up(figure.metric, found, figure.currency)
        assert (same.amount or 0, same.hits, same.of) == (figure.amount or 0, figure.hits, figure.of)


@given(written)
def test_no_record_stands_behind_a_figure_twice(records: Written) -> None:
    store = store_of(records)
    for metric in METRICS:
        found = [(part.record, part.id) for part in measured_parts(store, SPAN, NOW, metric)]
        assert len(found) == len(set(found))


@given(written)
def test_days_beside_each_other_add_up(records: Written) -> None:
    store, middle = store_of(records), SPAN.first + timedelta(days=4)
    halves = [
        counted(store, part) for part in (SPAN._replace(last=middle), SPAN._replace(first=middle + timedelta(days=1)))
    ]

    assert [sum(pair) for pair in zip(*(half[1:] for half in halves), strict=True)] == list(counted(store)[1:])


@given(written, st.integers(-20, 9), st.integers(0, 60))
def test_counting_piece_by_piece_comes_to_the_same(records: Written, start: int, days: int) -> None:
    store, first = store_of(records), SPAN.first + timedelta(days=start)
    span = Span(first, first + timedelta(days=days))
    so_far = span._replace(last=min(span.last, NOW.date()))  # what is dated after today is not there yet

    assert Measuring(store, NOW, "JPY", DateRules()).counts(span) == counted(store, so_far)


def test_the_days_of_a_period_are_those_of_the_users_zone() -> None:
    second = timedelta(seconds=1)
    records = Written(activities=[call(at) for at in (FIRST - second, FIRST, END - second, END)])

    assert figures_of(records, "calls") == [Figure("calls", 2)]


def test_calls_are_those_one_made_and_those_that_were_tallied() -> None:
    records = Written(activities=[call(FIRST), call(FIRST, inbound=True)], tallies=[(0, "calls", 40), (-1, "calls", 7)])

    assert figures_of(records, "calls") == [Figure("calls", 41)]


def test_appointment_rate_is_appointments_out_of_calls() -> None:
    records = Written(activities=[call(FIRST, appointment=True)], tallies=[(0, "calls", 9), (0, "appointments", 1)])

    assert figures_of(records, "appointment_rate") == [Figure("appointment_rate", hits=2, of=10)]


def test_a_rate_with_more_hits_than_cases_is_not_known() -> None:
    (rate,) = figures_of(Written(deals=[won(FIRST, 100)]), "close_rate")

    assert (rate.hits, rate.of, rate.value) == (1, 0, None)


def test_currencies_stand_side_by_side() -> None:
    records = Written(deals=[won(FIRST, 100), won(FIRST, 7, currency="EUR"), won(FIRST, 50)])

    assert figures_of(records, "revenue") == [Figure("revenue", 7, "EUR"), Figure("revenue", 150, "JPY")]


def test_an_amount_that_was_never_recorded_is_not_known() -> None:
    records = Written(deals=[won(FIRST, 100)])

    assert figures_of(records, "gross_profit") == [Figure("gross_profit", None, "JPY")]
    assert figures_of(Written(deals=[won(FIRST, currency=None)]), "revenue") == [Figure("revenue", None, "JPY")]


def test_nothing_won_is_nought() -> None:
    assert figures_of(Written(), "revenue") == [Figure("revenue", 0, "JPY")]


def test_revenue_per_customer_counts_a_customer_once() -> None:
    records = Written(deals=[won(FIRST, 100), won(FIRST, 200), won(FIRST, 60, customer=2)])

    assert figures_of(records, "revenue_per_customer") == [Figure("revenue_per_customer", 180, "JPY", of=2)]


@pytest.mark.parametrize(("minor", "total"), [(2**62, 2**63), (999_999_999, 1_999_999_998)])
def test_sums_may_be_larger_than_the_integers_of_a_database(minor: int, total: int) -> None:
    assert figures_of(Written(deals=[won(FIRST, minor), won(FIRST, minor)]), "revenue")[0].amount == total


def test_repeat_rate_counts_deals_opened_after_an_earlier_win() -> None:
    records = Written(deals=[won(FIRST, 1), won(FIRST + timedelta(days=3), 1), won(FIRST, 1, customer=2)])

    assert figures_of(records, "repeat_rate") == [Figure("repeat_rate", hits=1, of=3)]


# Days off


def landed_by(calls: int, *, on_weekends: bool) -> Landing:
    """Return where the calls of a November land on its last Friday, when so many were made each day since September."""
    friday = datetime(2026, 11, 27, 18, tzinfo=TOKYO)
    days = [friday - timedelta(days=back) for back in range(90)]
    worked = [day for day in days if on_weekends or is_working_day(day.date(), DateRules())]
    records = Written([], [call(day) for day in worked for _ in range(calls)], [])
    measuring = Measuring(store_of(records), friday, "JPY", DateRules())
    november = Span(date(2026, 11, 1), date(2026, 11, 30))
    found = landing_of(measuring, measuring.figure("calls", november, None), november)
    assert found
    return found


def test_a_weekend_to_come_brings_what_weekends_bring() -> None:
    assert landed_by(5, on_weekends=True).expected == pytest.approx(30 * 5, abs=3)
    assert landed_by(5, on_weekends=False).expected == pytest.approx(21 * 5, abs=1)


def test_days_off_that_follow_each_other_go_together() -> None:
    week, rules = Span(date(2026, 11, 23), date(2026, 11, 29)), DateRules(country="JP")

    assert list(days_off(week, rules)) == [Span(week.first, week.first), Span(date(2026, 11, 28), week.last)]
