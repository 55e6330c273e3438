"""Where a period will end: the chances of its deals, the user's own pace, and how well that went in the past."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Final

from pipeline_cli.dates.spans import add_months
from pipeline_cli.domain.forecast import (
    Chances,
    Forecast,
    PastForecast,
    Ways,
    Window,
    mixed,
    spread_of,
    still_to_come,
    ways,
    won_between,
)
from pipeline_cli.domain.forecast_draws import Amounts, Outlook, draw
from pipeline_cli.domain.forecast_periods import (
    OpenAndToCome,
    Part,
    Said,
    Seen,
    day_number,
    day_of,
    months_back,
    outlook,
    parts_of,
    said_in_the_past,
    seen_by,
    together,
    ways_together,
)
from pipeline_cli.domain.snapshot import PastDeal, Snapshot
from pipeline_cli.services.fit_model import win_model
from pipeline_cli.services.past_forecasts import lived_through, open_at, past_ways
from pipeline_cli.store.read import fetch
from pipeline_cli.store.read.deals import deals_by_id
from pipeline_cli.store.read.history import MOST_REPLAYED, LocalDays, deal_outlines, local_days, sampled_deals
from pipeline_cli.store.read.judgement import judged_deals

DECIDING: Final = 4
AMOUNTS: Final = ("revenue", "profit", "mrr")
MOST_CURRENCIES: Final = 5
"""Those of most deals; who sells in more has a few deals in each."""

_CURRENCY: Final = 3  # its column in history_amounts.sql


def forecast_wins(connection: sqlite3.Connection, now: datetime, first: date, last: date, currency: str) -> Forecast:
    """Return where a period will end.

    Args:
        connection: the store.
        now: aware; its zone decides what a day is.
        first: the first day of the period.
        last: its last day.
        currency: for amounts where none is recorded.
    """
    deals, today = deal_outlines(connection, now), local_days(now)
    closed = [deal for deal in deals if deal.closed_at <= today]
    replayed = cache(lambda: sampled_deals(connection, now))
    model = win_model(connection, now, len(closed), replayed)
    parts = parts_of(first, last, today)
    past = past_ways(connection, deals, parts, replayed)
    seen = seen_by(model, _open_now(connection, now, replayed if len(deals) <= MOST_REPLAYED else None))
    found = [_found(deals, seen, part) for part in parts]
    says = [_says(deals, part, one) for part, one in zip(parts, found, strict=True)]
    mixtures = [mixed(one, told) for one, told in zip(says, past, strict=True)]
    said = said_in_the_past(past)
    period = Window(today, day_number(first), day_number(last) + 1)
    so_far = won_between(deals, period.start, min(today, period.end))
    drawn_from = outlook(found, mixtures, spread_of((one.rest, one.came) for one in said))
    amounts = _amounts_by_currency(connection, now, period, currency)
    currency, *others = amounts
    ranges = {one: draw(drawn_from, so_far, known) for one, known in amounts.items()}
    return Forecast(
        now=now,
        first=first,
        last=last,
        currency=currency,
        ranges=ranges[currency],
        mixture=together(says, mixtures, so_far, drawn_from.spread),
        ways=ways_together(says, period, so_far),
        closed=len(closed),
        won=sum(deal.is_won for deal in closed),
        open=len(seen.drives),
        deciding=_deciding(
            connection, now, Chances(tuple(drawn_from.chances.items())), amounts[currency].get("revenue")
        ),
        past=tuple(_past_forecasts(deals, first, last, parts, past)),
        others={one: ranges[one] for one in others},
    )


def _open_now(
    connection: sqlite3.Connection, now: datetime, replayed: Callable[[], Sequence[PastDeal]] | None
) -> Iterable[Snapshot]:
    """Return every open deal, from a replay, or from the facts that are kept where that is a sample."""
    if replayed:
        return open_at(replayed(), local_days(now))
    return (deal.seen(now.date()) for deal in judged_deals(connection, now))


def _found(deals: Sequence[PastDeal], seen: Seen, part: Part) -> OpenAndToCome:
    window = part.windows[0]
    return seen.of(window, part.days_of(window), still_to_come(deals, window))


def _says(deals: Sequence[PastDeal], part: Part, found: OpenAndToCome) -> Ways:
    window, *before = part.windows
    return ways(deals, window, found.whole, lived_through(deals, before))._replace(share=found.share)


def _past_forecasts(
    deals: Sequence[PastDeal], first: date, last: date, parts: Sequence[Part], past: Sequence[Sequence[Ways]]
) -> Iterator[PastForecast]:
    """Yield what would have been said of the same period in past months, the oldest first."""
    by_time = [{one.window.seen_at: one for one in part} for part in past]
    said = said_in_the_past(past)
    for place, one in enumerate(said):
        says = [part[one.seen_at] for part in by_time]
        back = -months_back(parts[-1], says[-1])
        period = Window(one.seen_at, day_number(add_months(first, back)), _end_of(last, back))
        so_far = won_between(deals, period.start, min(period.seen_at, period.end))
        before = spread_of((each.rest, each.came) for each in said[:place] if each.is_over(one.seen_at))
        yield _past_forecast(one, ways_together(says, period, so_far), before)


def _past_forecast(one: Said, told: Ways, spread: float) -> PastForecast:
    found = draw(Outlook({}, one.rest, spread, one.known), told.so_far, {})["wins"]
    return PastForecast(
        first=day_of(told.window.start),
        last=day_of(told.window.end) - timedelta(days=1),
        forecast=told.so_far + one.rest,
        p10=found.p10,
        p90=found.p90,
        won=told.so_far + one.came,
        last_period=told.last,
        mean_of_three=told.mean_of_three,
        win_rate_x_pipeline=told.by_win_rate,
    )


def _end_of(last: date, months: int) -> float:
    """Return where the day after one ends up so many months from it."""
    return day_number(add_months(last + timedelta(days=1), months))


def _amounts_by_currency(
    connection: sqlite3.Connection, now: datetime, window: Window, currency: str
) -> dict[str, dict[str, Amounts]]:
    """Return what wins bring, by currency, that of most deals first, and by name."""
    rows, clock = fetch(connection, "history_amounts"), LocalDays(now)
    used = Counter(row[_CURRENCY] for row in rows)
    currencies = sorted(used, key=lambda one: (-used[one], one))[:MOST_CURRENCIES] or [currency]
    won_at = {row[0]: clock.at(row[2]) for row in rows if row[1]}
    found = {}
    for one in currencies:
        each = ((name, _amount(rows, one, _CURRENCY + 1 + place, won_at, window)) for place, name in enumerate(AMOUNTS))
        found[one] = {name: amounts for name, amounts in each if amounts}
    return found


def _amount(
    rows: Sequence[Any], currency: str, column: int, won_at: dict[int, float], window: Window
) -> Amounts | None:
    """Return what wins bring in one currency: a deal in another one brings nothing. None where no amount is known."""
    if all(row[column] is None for row in rows if row[_CURRENCY] == currency):
        return None
    known = [(row, row[column] if row[_CURRENCY] == currency else 0) for row in rows if row[column] is not None]
    past = [(row, amount) for row, amount in known if row[1] and won_at[row[0]] < window.seen_at]
    seen = min(window.seen_at, window.end)
    return Amounts(
        so_far=sum(amount for row, amount in known if row[1] and window.start <= won_at[row[0]] < seen),
        deals={
            **_without_amount(rows, currency, column, [amount for row, amount in past if row[_CURRENCY] == currency]),
            **{row[0]: amount for row, amount in known if not row[1]},
        },
        past=[amount for _, amount in past],
    )


def _without_amount(rows: Sequence[Any], currency: str, column: int, past: Sequence[int]) -> dict[int, int]:
    """Return what open deals bring of which no amount is known: in their own currency what a win in that one did."""
    usual = {currency: round(sum(past) / len(past))} if past else {}
    unknown = (row for row in rows if row[column] is None and not row[1])
    return {row[0]: usual.get(row[_CURRENCY], 0) for row in unknown if past or row[_CURRENCY] != currency}


def _deciding(
    connection: sqlite3.Connection, now: datetime, found: Chances, revenue: Amounts | None
) -> tuple[tuple[Any, float], ...]:
    """Return the open deals whose outcome moves the end of the period most."""
    known = revenue or Amounts(0, {}, ())
    worths = known.worths(deal for deal, _ in found.deals)
    moves = [
        chance * (1 - chance) * (worth or known.usual or 1)
        for (_, chance), worth in zip(found.deals, worths, strict=True)
    ]
    places = sorted(range(len(moves)), key=lambda place: (-moves[place], found.deals[place][0]))
    chosen = [found.deals[place] for place in places[:DECIDING]]
    records = deals_by_id(connection, [deal for deal, _ in chosen], now.tzinfo)
    return tuple((records[deal], chance) for deal, chance in chosen if deal in records)
