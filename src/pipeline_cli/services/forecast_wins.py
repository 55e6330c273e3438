"""Where a period will end: the chances of its deals, the user's own pace, and how well that went in the past."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Final

from pipeline_cli.dates.spans import add_months
from pipeline_cli.domain.forecast import (
    MOST_WINDOWS,
    Chances,
    Forecast,
    PastForecast,
    Ways,
    Window,
    chances,
    chances_of,
    is_lived_through,
    mixed,
    outlook,
    still_to_come,
    ways,
)
from pipeline_cli.domain.forecast_draws import Amounts, Range, draw
from pipeline_cli.domain.snapshot import PastDeal
from pipeline_cli.domain.win_model import WinModel
from pipeline_cli.services.fit_model import win_model
from pipeline_cli.services.past_forecasts import past_ways
from pipeline_cli.store.read import fetch
from pipeline_cli.store.read.deals import deals_by_id
from pipeline_cli.store.read.history import MOST_REPLAYED, LocalDays, deal_outlines, local_days, sampled_deals
from pipeline_cli.store.read.judgement import judged_deals

DECIDING: Final = 4
AMOUNTS: Final = ("revenue", "profit", "mrr")
_EPOCH: Final = date(1970, 1, 1)


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
    windows = windows_before(first, last, today)
    past = past_ways(connection, deals, windows, replayed)
    found = _chances_now(connection, now, windows[0], model, replayed if len(deals) <= MOST_REPLAYED else None)
    says = ways(deals, windows[0], found, [one for one in windows[1:] if is_lived_through(deals, one)])
    mixture = mixed(says, past)
    drawn_from = outlook(found, still_to_come(deals, windows[0]), mixture, says.so_far)
    amounts, currency = _amounts(connection, now, windows[0], currency)
    return Forecast(
        now=now,
        first=first,
        last=last,
        currency=currency,
        ranges=draw(drawn_from, says.so_far, amounts),
        mixture=mixture,
        ways=says,
        closed=len(closed),
        won=sum(deal.is_won for deal in closed),
        open=len(found.deals),
        deciding=_deciding(connection, now, Chances(tuple(drawn_from.chances.items())), amounts["revenue"]),
        past=tuple(_past_forecast(one, past[:place]) for place, one in enumerate(past)),
    )


def windows_before(first: date, last: date, seen_at: float) -> list[Window]:
    """Return a period and those before it, the latest first: whole months where it is one or more of these."""
    end = last + timedelta(days=1)
    months = (end.year - first.year) * 12 + end.month - first.month if first.day == end.day == 1 else 0
    days, found = (end - first).days, []
    for back in range(MOST_WINDOWS + 4):
        start = add_months(first, -months * back) if months else first - timedelta(days=days * back)
        till = add_months(end, -months * back) if months else end - timedelta(days=days * back)
        shift = float((first - start).days)
        found.append(Window(seen_at - shift, float((start - _EPOCH).days), float((till - _EPOCH).days)))
    return found


def _chances_now(
    connection: sqlite3.Connection,
    now: datetime,
    window: Window,
    model: WinModel,
    replayed: Callable[[], Sequence[PastDeal]] | None,
) -> Chances:
    """Return the chance of every open deal, from a replay, or from the facts that are kept where that is a sample."""
    if replayed:
        return chances(replayed(), window, model)
    today = now.date()
    return chances_of((deal.seen(today) for deal in judged_deals(connection, now)), window, model)


def _past_forecast(said: Ways, past: Sequence[Ways]) -> PastForecast:
    mixture = mixed(said, past)
    found: Range = draw(outlook(Chances(()), mixture.wins, mixture, said.so_far), said.so_far, {})["wins"]
    return PastForecast(
        first=_day(said.window.start),
        last=_day(said.window.end) - timedelta(days=1),
        forecast=mixture.wins,
        p10=found.p10,
        p90=found.p90,
        won=said.won or 0,
        last_period=said.last,
        mean_of_three=said.mean_of_three,
        win_rate_x_pipeline=said.by_win_rate,
    )


def _amounts(
    connection: sqlite3.Connection, now: datetime, window: Window, currency: str
) -> tuple[dict[str, Amounts], str]:
    """Return what wins bring, by name, and the currency that most of it is in."""
    rows, clock = fetch(connection, "history_amounts"), LocalDays(now)
    used = Counter(row[3] for row in rows)
    currency = min(used, key=lambda one: (-used[one], one)) if used else currency
    rows = [row for row in rows if row[3] == currency]
    won_at = {row[0]: clock.at(row[2]) for row in rows if row[1]}
    return {name: _amount(rows, 4 + place, won_at, window) for place, name in enumerate(AMOUNTS)}, currency


def _amount(rows: Sequence[Any], column: int, won_at: dict[int, float], window: Window) -> Amounts:
    known = [row for row in rows if row[column] is not None]
    seen = min(window.seen_at, window.end)
    return Amounts(
        so_far=sum(row[column] for row in known if row[1] and window.start <= won_at[row[0]] < seen),
        deals={row[0]: row[column] for row in known if not row[1]},
        past=[row[column] for row in known if row[1] and won_at[row[0]] < window.seen_at],
    )


def _deciding(
    connection: sqlite3.Connection, now: datetime, found: Chances, revenue: Amounts
) -> tuple[tuple[Any, float], ...]:
    """Return the open deals whose outcome moves the end of the period most."""
    worths = revenue.worths(deal for deal, _ in found.deals)
    moves = [chance * (1 - chance) * (worth or 1) for (_, chance), worth in zip(found.deals, worths, strict=True)]
    places = sorted(range(len(moves)), key=lambda place: (-moves[place], found.deals[place][0]))
    chosen = [found.deals[place] for place in places[:DECIDING]]
    records = deals_by_id(connection, [deal for deal, _ in chosen], now.tzinfo)
    return tuple((records[deal], chance) for deal, chance in chosen if deal in records)


def _day(at: float) -> date:
    return _EPOCH + timedelta(days=int(at))
