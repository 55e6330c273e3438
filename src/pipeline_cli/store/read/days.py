"""A stretch of days as queries ask for it."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final, NamedTuple

ONE_SECOND: Final = timedelta(seconds=1)


class Days(NamedTuple):
    """A stretch of whole days in a zone, as the queries ask for it: day texts, and UTC texts of its two ends.

    What was to happen after ``until`` is left out where that is given: an import may bring what is still to come.
    """

    first: date
    last: date
    zone: tzinfo | None
    until: datetime | None = None

    def values(self) -> dict[str, str]:
        """Return the query parameters day, last, start and end (excluded)."""
        return {
            "day": self.first.isoformat(),
            "last": self.last.isoformat(),
            "start": _midnight(self.first, self.zone),
            "end": self._end(),
        }

    def _end(self) -> str:
        end = _midnight(self.last + timedelta(days=1), self.zone)
        return min(end, stored(self.until + ONE_SECOND)) if self.until else end


def stored(at: datetime) -> str:
    """Return an instant as it is stored, which is in order of time."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _midnight(day: date, zone: tzinfo | None) -> str:
    return stored(datetime.combine(day, time(), zone))
