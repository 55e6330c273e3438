"""The screens and the JSON of ``pipe backup`` and ``pipe restore``."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from pipeline_cli.dates import format_day
from pipeline_cli.domain.backup import Backup
from pipeline_cli.domain.restored import BackupList, MadeBackup, Restoring, StoreContents
from pipeline_cli.i18n import t
from pipeline_cli.views.grid import Column, grid, titled
from pipeline_cli.views.sheet import Line, Page, Part, Sheet, flowed
from pipeline_cli.views.text import on_a_line

PATH_LINES: Final = 4
LISTED: Final = (Column(is_right=True), Column(), Column(least=8), Column(is_right=True, leaves=1))
COMPARED: Final = (Column(least=8), Column(is_right=True), Column(is_right=True), Column(is_right=True, leaves=1))
MEGABYTE: Final = 10**6
KILOBYTE: Final = 1000


def backups_screen(found: BackupList) -> Sheet:
    """Lay out the backups, a line each, numbered as ``pipe restore`` takes them."""
    return Sheet(lambda page: _listed(found, page))


def backups_json(found: BackupList) -> dict[str, Any]:
    """Return the backups and their folder."""
    return {
        "folder": found.folder,
        "backups": [_backup_json(number, one) for number, one in enumerate(found.backups, 1)],
    }


def made_screen(made: MadeBackup) -> Sheet:
    """Lay out where a backup is, and what is in it."""
    return Sheet(lambda page: _made(made, page))


def made_json(made: MadeBackup) -> dict[str, Any]:
    """Return where a backup is, and what is in it."""
    return {"backup": {**made._asdict(), "contents": _contents_json(made.contents)}}


def difference_screen(told: Restoring) -> Sheet:
    """Lay out what is in the store now beside what comes back."""
    return Sheet(lambda page: _difference(told, page))


def restored_screen(told: Restoring) -> Sheet:
    """Lay out what came back, beside what was there."""
    return Sheet(lambda page: _restored(told, page))


def restored_line(told: Restoring) -> Sheet:
    """Lay out that a backup came back, for somebody who has seen the difference."""
    return Sheet(lambda page: _done(told, page))


def restored_json(told: Restoring) -> dict[str, Any]:
    """Return what came back, what was there, and where that is kept."""
    return {
        "restored": {"path": told.source, "made_at": told.made_at and told.made_at.isoformat()},
        "before": _contents_json(told.before),
        "after": _contents_json(told.after),
        "kept": told.kept or None,
    }


def reason_text(reason: str) -> str:
    """Return what a backup was made for, in words."""
    return {
        "daily": t("before the first change of the day"),
        "asked": t("asked for"),
        "import": t("before an import"),
        "migration": t("before an upgrade"),
        "restore": t("what a restore replaced"),
        "forget": t("before somebody was forgotten"),
        "encrypt": t("before it was encrypted"),
        "decrypt": t("before it was decrypted"),
        "damaged": t("damaged; what a restore replaced"),
    }[reason]


def size_text(size: int) -> str:
    """Return a size in words."""
    if size < MEGABYTE:
        return t("{n:,} KB", n=-(-size // KILOBYTE))
    return t("{n:,.1f} MB", n=size / MEGABYTE)


def _backup_json(number: int, one: Backup) -> dict[str, Any]:
    return {
        "number": number,
        "path": one.path,
        "made_at": one.made_at.isoformat(),
        "reason": one.reason,
        "size": one.size,
    }


def _contents_json(contents: StoreContents | None) -> dict[str, Any] | None:
    if contents is None:
        return None
    return {**contents._asdict(), "changed_at": contents.changed_at and contents.changed_at.isoformat()}


def _listed(found: BackupList, page: Page) -> Iterator[Line]:
    if not found.backups:
        yield from flowed([(t("There is no backup beside the store yet."), "")], page, lines=2)
        yield from flowed(
            [(t("One is made before the first change of a day, or now by: pipe backup"), "aside")], page, lines=2
        )
        return
    today = found.now.date()
    yield from grid([_row(number, one, today) for number, one in enumerate(found.backups, 1)], LISTED, page)
    yield from flowed([(t("They are in {folder}", folder=on_a_line(found.folder)), "aside")], page, lines=PATH_LINES)
    yield from flowed([(t('"pipe restore N" brings one back, and keeps what it replaces.'), "aside")], page, lines=2)


def _row(number: int, one: Backup, today: date) -> list[Part]:
    style = "aside" if one.reason == "damaged" else ""
    return [
        (f"{number}", "number"),
        (_when(one.made_at, today), style),
        (reason_text(one.reason), style),
        (size_text(one.size), "aside"),
    ]


def _made(made: MadeBackup, page: Page) -> Iterator[Line]:
    yield from flowed([("✓ ", ""), (on_a_line(made.path), "")], page, lines=PATH_LINES)
    told = [size_text(made.size), _in_words(made.contents), t("encrypted") if made.is_encrypted else t("checked")]
    yield from flowed([(", ".join(told), "aside")], page, lines=3)


def _in_words(contents: StoreContents) -> str:
    return t(
        "{customers:,} customers, {deals:,} deals, {activities:,} activities",
        customers=contents.customers,
        deals=contents.deals,
        activities=contents.activities,
    )


def _difference(told: Restoring, page: Page) -> Iterator[Line]:
    yield from flowed([(on_a_line(told.source), "heading")], page, lines=PATH_LINES)
    now, then = told.before, told.after
    rows: list[list[Part]] = [
        _compared(t("customers"), now and now.customers, then.customers),
        _compared(t("deals"), now and now.deals, then.deals),
        _compared(t("activities"), now and now.activities, then.activities),
        _compared(t("open next steps"), now and now.open_steps, then.open_steps),
        [(t("newest change"), "aside"), (_changed(now, told.now), ""), (_changed(then, told.now), ""), ("", "")],
    ]
    yield from grid(titled(("", t("now"), t("then"), ""), rows), COMPARED, page)
    if now is None:
        yield from flowed([(t("What is there now can't be read."), "aside")], page, lines=2)


def _compared(label: str, now: int | None, then: int) -> list[Part]:
    change = f"{then - now:+,}" if now is not None and then != now else ""
    return [(label, "aside"), ("–" if now is None else f"{now:,}", ""), (f"{then:,}", ""), (change, "heading")]


def _changed(contents: StoreContents | None, now: datetime) -> str:
    return _when(contents.changed_at, now.date()) if contents and contents.changed_at else "–"


def _when(at: datetime, today: date) -> str:
    return f"{format_day(at.date(), today)} {at:%H:%M}"


def _restored(told: Restoring, page: Page) -> Iterator[Line]:
    yield from _difference(told, page)
    yield from _done(told, page)


def _done(told: Restoring, page: Page) -> Iterator[Line]:
    yield from flowed([(t("✓ That is in the store again."), "")], page, lines=2)
    if told.kept and told.before:
        hint = t('"pipe restore {number}" goes back to what it replaced.', number=told.kept_number)
        yield from flowed([(hint, "aside")], page, lines=2)
