"""What the ways to forecast said of past periods: a replay of the user's history, kept for the rest of the day."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any, Final

from pipeline_cli.domain.forecast import MOST_WINDOWS, Ways, Window, is_lived_through, still_to_come, ways, won_between
from pipeline_cli.domain.forecast_periods import Part, seen_by
from pipeline_cli.domain.snapshot import PastDeal, Snapshot, snapshot
from pipeline_cli.domain.win_model import FEATURES, WinModel
from pipeline_cli.store.results import keep_result, kept_result

KEY: Final = "past_forecasts"
WORTH_KEEPING: Final = 300
"""Deals; with fewer, a replay takes no longer than a blink."""

MOST_KEPT: Final = 8
_REVISION: Final = 4
"""Of what is said and kept: what an earlier one kept does not hold."""


def past_ways(
    connection: sqlite3.Connection,
    everyone: Sequence[PastDeal],
    parts: Sequence[Part],
    replayed: Callable[[], Sequence[PastDeal]],
) -> list[list[Ways]]:
    """Return for each part of a period what the ways said of it in past months, the oldest first, and what came.

    Kept until the next day, or until there are more or fewer deals from before today, decided or open.

    Args:
        connection: the store.
        everyone: every deal; only its outcome is looked at.
        parts: of the present period.
        replayed: reads all that is recorded of these deals, or of a sample of them.
    """
    name, stamp = f"{parts[0].start // 1:.0f} {parts[-1].end:.0f}", _stamp(everyone, parts[0].windows[0].seen_at)
    kept = _kept(connection, stamp)
    if name in kept:
        return [[Ways(Window(*window), *values) for window, *values in part] for part in kept[name]]
    over = [_lived_through(everyone, part) for part in parts]
    found = _replay(everyone, parts, over, replayed()) if any(over) else [list[Ways]() for _ in parts]
    if len(everyone) >= WORTH_KEEPING:
        spans = list({**kept, name: found}.items())[-MOST_KEPT:]
        keep_result(connection, KEY, json.dumps({"stamp": stamp, "spans": dict(spans)}))
    return found


def lived_through(everyone: Sequence[PastDeal], windows: Iterable[Window]) -> list[Window]:
    """Return those of some windows that the records reach back to."""
    eldest = [min(everyone, key=attrgetter(name)) for name in ("opened_at", "closed_at")] if everyone else []
    return [one for one in windows if is_lived_through(eldest, one)]


def _lived_through(everyone: Sequence[PastDeal], part: Part) -> list[Window]:
    """Return the windows of a part that are over, the latest first."""
    today = part.windows[0].seen_at
    return lived_through(everyone, (one for one in part.windows[1:] if one.end <= today + 1))


def _replay(
    everyone: Sequence[PastDeal],
    parts: Sequence[Part],
    over: Sequence[Sequence[Window]],
    known: Sequence[PastDeal],
) -> list[list[Ways]]:
    """Return what the ways said of the past windows of each part, the oldest first, of those that had one before."""
    times = sorted({window.seen_at for windows in over for window in windows[:MOST_WINDOWS]})
    models = _models(known, times, parts[0].windows[0].seen_at)
    each_for = len(everyone) / len(known)
    seen = {at: seen_by(model, open_at(known, at), each_for) for at, model in zip(times, models, strict=True)}

    def said(part: Part, windows: Sequence[Window], place: int) -> Ways:
        window = windows[place]
        inside = part.days_of(window)
        found = seen[window.seen_at].of(window, inside, still_to_come(everyone, window))
        one = ways(everyone, window, found.whole, windows[place + 1 :])
        came = (won_between(everyone, each.start, each.end) for each in (window, inside))
        return one._replace(share=found.share, won=next(came), won_of_share=next(came))

    return [
        [said(part, windows, place) for place in reversed(range(min(MOST_WINDOWS, len(windows) - 1)))]
        for part, windows in zip(parts, over, strict=True)
    ]


def _models(known: Sequence[PastDeal], times: Sequence[float], now: float) -> Iterator[WinModel]:
    """Yield the model as it was at some past times, in order, each with the ceiling that those before it teach."""
    from pipeline_cli.domain.win_model_ceiling import Replayed, ceiling, replayed
    from pipeline_cli.domain.win_model_fit import fit_chances  # numpy
    from pipeline_cli.domain.win_model_looks import ENOUGH_LOOKS, days_between_looks, staggered_looks
    from pipeline_cli.domain.win_model_table import look_table

    every = days_between_looks(known, now, ENOUGH_LOOKS)
    looks, said = look_table(staggered_looks(known, now, every), every), list[Replayed]()
    for at in times:
        model = fit_chances(known, looks, at)
        model = model._replace(ceiling=ceiling(said, at, model.closed))
        said.append(replayed(model, looks, at))
        yield model


def open_at(deals: Sequence[PastDeal], at: float) -> Iterator[Snapshot]:
    """Yield what was known of each deal that was open at a time."""
    return (snapshot(deal, at) for deal in deals if deal.is_open(at))


def _stamp(everyone: Sequence[PastDeal], now: float) -> list[int]:
    """Return what has to be the same for a kept replay to hold."""
    today = int(now)
    decided = [deal for deal in everyone if deal.closed_at < today]
    opened = sum(deal.opened_at < today for deal in everyone)
    return [_REVISION, len(FEATURES), today, opened, len(decided), sum(deal.is_won for deal in decided)]


def _kept(connection: sqlite3.Connection, stamp: Sequence[int]) -> dict[str, Any]:
    """Return the replays that were kept and still hold, by window."""
    try:
        kept: dict[str, Any] = json.loads(kept_result(connection, KEY) or "{}")
    except ValueError:
        return {}
    return dict(kept["spans"]) if kept.get("stamp") == stamp else {}
