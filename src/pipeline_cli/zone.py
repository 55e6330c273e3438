"""The zone and the clock of a run."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo

from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t

LOCALTIME = "/etc/localtime"
YEARS = range(1900, 9000)  # far from both ends of the calendar, so that days can be added and zones changed
ZONES = "/usr/share/zoneinfo"


def current_time(environ: Mapping[str, str]) -> datetime:
    """Return now, to the second, in the user's zone: ``PIPE_NOW`` where it is set, and ``TZ``.

    Without ``TZ``, a ``PIPE_NOW`` with an offset is in the zone that it names.

    Raises:
        UsageError: PIPE_NOW or TZ can't be read.
    """
    rehearsed = environ.get("PIPE_NOW")
    zone = _named_zone(environ)
    if not rehearsed:
        return datetime.now(UTC).astimezone(zone or _system_zone()).replace(microsecond=0)
    try:
        now = datetime.fromisoformat(rehearsed).replace(microsecond=0)
        if now.year not in YEARS:
            raise ValueError(rehearsed)  # noqa: TRY301  # told like any other that can't be read
        if now.tzinfo is None:
            return now.replace(tzinfo=zone or _system_zone())
        return now.astimezone(zone) if zone else now
    except (ValueError, OverflowError) as error:
        raise UsageError(
            t("PIPE_NOW can't be read: {text}", text=rehearsed),
            hint=t("Write it like this: 2026-11-18T09:30:00+09:00"),
        ) from error


def zone_name(at: datetime) -> str:
    """Return the name of an instant's zone, such as Asia/Tokyo, or its offset where it has none."""
    return getattr(at.tzinfo, "key", "") or at.strftime("%z")


def local(at: datetime, zone: tzinfo | None) -> datetime:
    """Return an instant in a zone; of the C library's own zone, only the offset that it has then.

    Python asks a zone written in Python three times for each conversion, and the C library itself once.
    """
    return at.astimezone(None if isinstance(zone, LocalZone) else zone)


class LocalZone(tzinfo):
    """The zone of the C library, which reads ``TZ`` and the system's setting, daylight saving included.

    zoneinfo says the same, and costs 4 ms of import; ``pipe status`` has 30 for everything.
    """

    def __init__(self, key: str = "") -> None:
        self.key = key

    def utcoffset(self, dt: datetime | None) -> timedelta | None:
        """Return the offset at a local time."""
        return dt.replace(tzinfo=None).astimezone().utcoffset() if dt else None

    def dst(self, dt: datetime | None) -> timedelta | None:  # noqa: ARG002  # not told apart from the offset
        """Return nothing: what daylight saving adds is part of the offset."""
        return None

    def tzname(self, dt: datetime | None) -> str:
        """Return the short name at a local time."""
        return dt.replace(tzinfo=None).astimezone().tzname() or "" if dt else self.key

    def fromutc(self, dt: datetime) -> datetime:
        """Return the local time of a time in UTC, told apart where the clock shows it twice."""
        local = dt.replace(tzinfo=UTC).astimezone()
        shown = local.replace(tzinfo=self)
        return shown if shown.utcoffset() == local.utcoffset() else shown.replace(fold=1)


def _named_zone(environ: Mapping[str, str]) -> tzinfo | None:
    """Return the zone that TZ names; None where it is not set.

    Raises:
        UsageError: there is no such zone. The C library would take it for UTC.
    """
    name = environ.get("TZ", "").lstrip(":")
    if not name:
        return None
    is_ours = name == os.environ.get("TZ", "").lstrip(":") and os.name == "posix"
    if is_ours and (os.path.exists(os.path.join(ZONES, name)) or any(sign.isdigit() for sign in name)):
        return LocalZone(name)
    return _zone(name)


def _system_zone() -> tzinfo:
    _, _, name = os.path.realpath(LOCALTIME).partition("zoneinfo/")
    return LocalZone(name)


def _zone(name: str) -> tzinfo:
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError) as error:
        raise UsageError(
            t("There is no time zone {name}.", name=name), hint=t("Set TZ to a name such as Asia/Tokyo, or to nothing.")
        ) from error
