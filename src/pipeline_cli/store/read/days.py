"""A stretch of days as queries ask for it."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple


class Days(NamedTuple):
    """A stretch of whole days in a zone, as the queries ask for it: day texts, and UTC texts of its two ends."""

    first: date
    last: date
    zone: tzinfo | None

    def values(self) -> dict[str, str]:
        """Return the query parameters day, last, start and end (excluded)."""
        return {
            "day": self.first.isoformat(),
            "last": self.last.isoformat(),
            "start": _midnight(self.first, self.zone),
            "end": _midnight(self.last + timedelta(days=1), self.zone),
        }


def stored(at: datetime) -> str:
    """Return an instant as it is stored, which is in order of time."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _midnight(day: date, zone: tzinfo | None) -> str:
    return stored(datetime.combine(day, time(), zone))
