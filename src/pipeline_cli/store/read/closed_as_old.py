"""Closed deals that were as silent as an open one is, and as long open: what became of those most like it."""

import sqlite3
from collections.abc import Collection
from datetime import date, datetime, timedelta

from pipeline_cli.store.read import fetch
from pipeline_cli.store.read.days import stored
from pipeline_cli.store.read.rows import instant_of

_DATE = len("2026-11-18")


class ClosedAsOld:
    """Counts closed deals of a store as of now."""

    def __init__(self, connection: sqlite3.Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now

    def __call__(self, stages: Collection[str] | None, silent_days: int, age_days: int) -> tuple[int, int]:
        """Return how many deals were once so silent and open for so long, and how many of those were won.

        Args:
            stages: of which they ended in one; None for any.
            silent_days: their longest silence, at least.
            age_days: the days from opening to closing, at least.
        """
        before = stored(self._now - timedelta(days=age_days - 1))
        rows = fetch(self._connection, "closed_as_silent", silent_days=silent_days, opened_before=before)
        alike = [
            bool(is_won)
            for stage, is_won, opened_at, closed_at in rows
            if (stages is None or stage in stages) and self._is_as_old(opened_at, closed_at, age_days)
        ]
        return len(alike), sum(alike)

    def _is_as_old(self, opened_at: str, closed_at: str, age_days: int) -> bool:
        """Compare days of the user's zone; most deals are told by those of UTC, which are quicker to read."""
        days = (date.fromisoformat(closed_at[:_DATE]) - date.fromisoformat(opened_at[:_DATE])).days
        if abs(days - age_days) > 1:
            return days > age_days
        zone = self._now.tzinfo
        return (instant_of(closed_at, zone).date() - instant_of(opened_at, zone).date()).days >= age_days
