"""A period is the sum of its months: however it is asked for, the same days hold the same wins."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.forecast import Chances, Mixed, Ways, Window
from pipeline_cli.domain.forecast_periods import (
    OpenAndToCome,
    Part,
    day_number,
    day_of,
    outlook,
    parts_of,
    said_in_the_past,
    seen_by,
    together,
    ways_together,
)
from pipeline_cli.domain.snapshot import Snapshot
from pipeline_cli.domain.win_model import USUAL_MODEL

TODAY = date(2026, 11, 22)
NOW = day_number(TODAY) + 0.6
SEEN = [Snapshot(number, "prospect", "", "", 40, 10, 10, 3, 1, 0, 60, 0, 0, "") for number in range(3)]
MIXED = Mixed(4.0, (0.5, 0.0, 0.5, 0.0), 0.2, 9)
SAYS = Ways(Window(NOW, NOW, NOW + 8), 0, 3.0, 2.0, 4.0, None, 5.0, 9)


def share(part: Part) -> float:
    window = part.windows[0]
    return seen_by(USUAL_MODEL, SEEN).of(window, part.days_of(window), 1.5).share


def whole(part: Part) -> bool:
    return (part.start, part.end) == part.windows[0][1:]


def test_what_is_left_of_a_month_begins_now() -> None:
    (part,) = parts_of(date(2026, 11, 1), date(2026, 11, 30), NOW)

    assert part.windows[0] == Window(NOW, NOW, day_number(date(2026, 12, 1)))
    assert whole(part)


def test_the_months_before_are_seen_as_many_months_before() -> None:
    (part,) = parts_of(date(2026, 12, 1), date(2026, 12, 31), NOW)
    seen = [day_of(window.seen_at) for window in part.windows[:3]]

    assert seen == [TODAY, date(2026, 10, 22), date(2026, 9, 22)]
    assert [day_of(window.start) for window in part.windows[:2]] == [date(2026, 12, 1), date(2026, 11, 1)]


def test_a_quarter_is_made_of_its_months() -> None:
    quarter = parts_of(date(2026, 10, 1), date(2026, 12, 31), NOW)
    months = [*parts_of(date(2026, 11, 1), date(2026, 11, 30), NOW), *parts_of(date(2026, 12, 1), TODAY, NOW)]

    assert quarter == [months[0], *parts_of(date(2026, 12, 1), date(2026, 12, 31), NOW)]


def test_a_period_that_is_over_has_nothing_left() -> None:
    (part,) = parts_of(date(2026, 10, 1), date(2026, 11, 20), NOW)

    assert share(part) == 0


@given(st.integers(0, 400), st.integers(0, 90), st.integers(0, 60))
def test_a_longer_period_never_has_less_of_any_month(ahead: int, days: int, more: int) -> None:
    first = TODAY + timedelta(days=ahead)
    shorter, longer = (parts_of(first, first + timedelta(days=length), NOW) for length in (days, days + more))

    assert [one.windows for one in shorter] == [one.windows for one in longer[: len(shorter)]]
    assert all(share(one) <= share(other) + 1e-9 for one, other in zip(shorter, longer, strict=False))


@given(st.integers(1, 29))
def test_the_parts_of_a_month_add_up_to_it(day: int) -> None:
    (whole_,) = parts_of(date(2026, 12, 1), date(2026, 12, 31), NOW)
    (one,) = parts_of(date(2026, 12, 1), date(2026, 12, day), NOW)
    (other,) = parts_of(date(2026, 12, day + 1), date(2026, 12, 31), NOW)

    assert share(one) + share(other) == pytest.approx(share(whole_)) == pytest.approx(1)


def test_the_same_days_of_a_month_before() -> None:
    (part,) = parts_of(date(2026, 12, 10), date(2026, 12, 20), NOW)
    days = part.days_of(part.windows[1])

    assert (day_of(days.start), day_of(days.end)) == (date(2026, 11, 9), date(2026, 11, 20))


def test_the_ways_together_raise_or_lower_the_chances() -> None:
    chances = Chances(((1, 0.5), (2, 0.3)))
    found = outlook([OpenAndToCome(chances, chances, 1.2, 1.0)], [MIXED._replace(wins=1.0)], 0.2)

    assert found.chances == pytest.approx({1: 0.25, 2: 0.15})
    assert found.to_come == pytest.approx(0.6)


def test_the_chance_of_a_deal_grows_with_each_month() -> None:
    chances = Chances(((1, 0.5),))
    one = OpenAndToCome(chances, chances, 0.5, 1.0)
    month, quarter = (outlook([one] * months, [MIXED._replace(wins=0.3)] * months, 0.2) for months in (1, 3))

    assert quarter.chances[1] == pytest.approx(3 * month.chances[1])


def test_a_whole_period_says_what_its_parts_say() -> None:
    half = SAYS._replace(share=0.5)

    found = together([SAYS, half], [MIXED, MIXED], 7, 0.3)

    assert (found.wins, found.spread, found.known) == (13.0, 0.3, 9)
    assert found.weights == pytest.approx(MIXED.weights)
    assert ways_together([SAYS, half], SAYS.window, 7).values() == (11.5, 10.0, 13.0, None)


def test_what_was_not_over_then_taught_nothing_then() -> None:
    def past(back: int, came: int) -> Ways:
        seen_at = NOW - 30 * back
        return SAYS._replace(window=Window(seen_at, seen_at, seen_at + 45), won=came, won_of_share=came)

    known, changed = ([past(3, 100), past(2, came), past(1, 9)] for came in (5, 500))

    assert said_in_the_past([known])[2].rest == said_in_the_past([changed])[2].rest
    assert [one.came for one in said_in_the_past([known])] == [100, 5, 9]
