"""What the ways to forecast said of past periods: a replay of the user's history, kept for the rest of the day."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from typing import Any, Final

from pipeline_cli.domain.forecast import MOST_WINDOWS, Ways, Window, chances, is_lived_through, ways, won_between
from pipeline_cli.domain.snapshot import PastDeal
from pipeline_cli.domain.win_model import FEATURES
from pipeline_cli.store.results import keep_result, kept_result

KEY: Final = "past_forecasts"
WORTH_KEEPING: Final = 300
"""Deals; with fewer, a replay takes no longer than a blink."""

MOST_KEPT: Final = 8
_REVISION: Final = 2
"""Of what is said and kept: what an earlier one kept does not hold."""


def past_ways(
    connection: sqlite3.Connection,
    everyone: Sequence[PastDeal],
    windows: Sequence[Window],
    replayed: Callable[[], Sequence[PastDeal]],
) -> list[Ways]:
    """Return what the ways said of past windows, the oldest first, and what came.

    Kept until the next day, or until there are more or fewer deals from before today, decided or open.

    Args:
        connection: the store.
        everyone: every deal; only its outcome is looked at.
        windows: the present one, and those before it, the latest first.
        replayed: reads all that is recorded of these deals, or of a sample of them.
    """
    name, stamp = f"{windows[0].start:.0f} {windows[0].end:.0f}", _stamp(everyone, windows[0].seen_at)
    kept = _kept(connection, stamp)
    if name in kept:
        return [Ways(Window(*window), *values) for window, *values in kept[name]]
    today = windows[0].seen_at
    over = [one for one in windows[1:] if one.end <= today + 1 and is_lived_through(everyone, one)]
    found = _replay(everyone, over, replayed()) if over else []
    if len(everyone) >= WORTH_KEEPING:
        spans = list({**kept, name: found}.items())[-MOST_KEPT:]
        keep_result(connection, KEY, json.dumps({"stamp": stamp, "spans": dict(spans)}))
    return found


def _replay(everyone: Sequence[PastDeal], windows: Sequence[Window], replayed: Sequence[PastDeal]) -> list[Ways]:
    """Return what the ways said of past windows, the oldest first, of those that had one before them."""
    from pipeline_cli.domain.win_model_fit import fit_chances  # numpy
    from pipeline_cli.domain.win_model_looks import ENOUGH_LOOKS, days_between_looks, staggered_looks
    from pipeline_cli.domain.win_model_table import look_table

    every = days_between_looks(replayed, windows[0].seen_at, ENOUGH_LOOKS)
    looks = look_table(staggered_looks(replayed, windows[0].seen_at, every), every)
    each_for, found = len(everyone) / len(replayed), []
    for place, window in enumerate(windows[:MOST_WINDOWS]):
        before = windows[place + 1 :]
        if before:
            model = fit_chances(replayed, looks, window.seen_at)
            said = ways(everyone, window, chances(replayed, window, model, each_for), before)
            found.append(said._replace(won=won_between(everyone, window.start, window.end)))
    return found[::-1]


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
