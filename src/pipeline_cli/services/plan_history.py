"""The deals of the whole history, counted for a plan; of very many, once a day and again after a verdict."""

import json
import sqlite3
from datetime import datetime
from typing import Any, Final, NamedTuple

from pipeline_cli.domain.funnel import DealCount, Records, median, win_rate
from pipeline_cli.domain.period import Period
from pipeline_cli.domain.rate import ENOUGH
from pipeline_cli.domain.stages import stage_keys
from pipeline_cli.store.read import fetch
from pipeline_cli.store.read import funnel as read
from pipeline_cli.store.results import keep_result, kept_result

ALWAYS: Final = Period()
KEY: Final = "plan_history"
WORTH_KEEPING: Final = 5_000
"""Deals; fewer are counted in a few milliseconds."""


class DealHistory(NamedTuple):
    """Deals counted by where they stand, and the days that one takes to be won; None where too few were won."""

    counts: tuple[DealCount, ...]
    cycle_days: float | None


def deal_history(connection: sqlite3.Connection, now: datetime) -> DealHistory:
    """Return the deals of the whole history."""
    stamp = [str(now.date()), list(stage_keys()), *fetch(connection, "plan_stamp")[0]]
    is_large = stamp[2] >= WORTH_KEEPING
    kept = _kept(connection, stamp) if is_large else None
    if kept:
        return kept
    found = _counted(connection, now)
    if is_large:
        keep_result(connection, KEY, json.dumps([stamp, found]))
    return found


def _counted(connection: sqlite3.Connection, now: datetime) -> DealHistory:
    counts = tuple(read.deal_counts(connection, read.opened_in(connection, ALWAYS, None)))
    won = win_rate(Records(counts)).hits
    cycles = read.sampled_cycles(connection, ALWAYS, now.tzinfo, won) if won >= ENOUGH else []
    return DealHistory(counts, median(cycles))


def _kept(connection: sqlite3.Connection, stamp: list[Any]) -> DealHistory | None:
    """Return what was counted before, where it still holds."""
    text = kept_result(connection, KEY)
    if text is None:
        return None
    known, (counts, cycle_days) = json.loads(text)
    return DealHistory(tuple(DealCount(*one) for *one, _ in counts), cycle_days) if known == stamp else None
