"""The screens and the JSON of ``pipe doctor``."""

from collections.abc import Iterator, Sequence
from typing import Final

from pipeline_cli.domain.duplicates import Duplicates
from pipeline_cli.domain.finding import ERROR, NOTE, WARNING, Examined, Finding
from pipeline_cli.domain.mending import Mended, Rescued, Row
from pipeline_cli.i18n import t, tn
from pipeline_cli.views.as_json import Document
from pipeline_cli.views.duplicates import duplicates_json, duplicates_screen
from pipeline_cli.views.finding_words import told
from pipeline_cli.views.sheet import Line, Page, Sheet, flowed, indented
from pipeline_cli.views.text import on_a_line

INDENT: Final = 2
LINES: Final = 6
MOST_NAMED: Final = 20

IDENTITY: Final = "info"
"""Where a store keeps what it is known by; no record of the user's."""

Diagnosed = tuple[Examined, Duplicates]


def diagnosis_screen(found: Diagnosed) -> Sheet:
    """Lay out what was found, the worst first, and customers who may be one."""
    return Sheet(lambda page: _lines(*found, page))


def diagnosis_json(found: Diagnosed) -> Document:
    """Return what was found, each in words too, how much was looked at, and customers who may be one."""
    examined, duplicates = found
    return {**duplicates_json(duplicates), **_examined_json(examined)}


def mending_screen(mended: Mended) -> Sheet:
    """Lay out what was saved, what came back from the history, and what is lost."""
    return Sheet(lambda page: _mended(mended, page))


def mended_json(mended: Mended, found: Examined, left: Examined, duplicates: Duplicates) -> Document:
    """Return what was found, what was done about it, and whether the store is sound now."""
    return {**diagnosis_json((found, duplicates)), "sound": left.is_sound, "fixed": _mended_json(mended)}


def _examined_json(examined: Examined) -> Document:
    return {
        "sound": examined.is_sound,
        "findings": [_finding_json(one) for one in examined.findings],
        "checked": dict(examined.checked),
    }


def _finding_json(one: Finding) -> Document:
    return {"code": one.code, "severity": one.severity, **told(one)._asdict(), "values": dict(one.values)}


def _mended_json(mended: Mended) -> Document:
    rescued, contents, backup = mended.rescued, mended.contents, mended.backup
    return {
        "kept": mended.kept or None,
        "mended": list(mended.mended),
        "saved": dict(rescued.saved) if rescued else None,
        **{
            name: [{"table": table, "id": id_} for table, id_ in (getattr(rescued, name) if rescued else ())]
            for name in ("repaired", "doubtful", "lost")
        },
        "entries_repaired": list(rescued.entries_repaired) if rescued else [],
        "entries_damaged": list(rescued.entries_damaged) if rescued else [],
        "contents": _counts(contents) if contents else None,
        "backup": {"path": backup.path, "made_at": backup.made_at, "contents": _counts(backup.contents)}
        if backup
        else None,
    }


def _counts(contents: object) -> Document:
    return {name: getattr(contents, name) for name in ("customers", "deals", "activities", "open_steps")}


def _lines(examined: Examined, duplicates: Duplicates, page: Page) -> Iterator[Line]:
    yield from flowed([(_verdict(examined), "heading")], page, lines=2)
    for one in examined.findings:
        yield []
        yield from _finding(one, page)
    yield []
    yield from duplicates_screen(duplicates).lines(page)


def _verdict(examined: Examined) -> str:
    if not examined.is_sound:
        return t("The store is not sound.")
    checked = sum(examined.checked.values())
    if checked:
        return tn(
            "✓ The store is sound: {n:,} record checked.", "✓ The store is sound: {n:,} records checked.", checked
        )
    return t("✓ The store is sound.")


def _finding(one: Finding, page: Page) -> Iterator[Line]:
    words = told(one)
    label, style = _label(one.severity)
    yield from flowed([(f"{label}: ", style), (on_a_line(words.found), "")], page, lines=LINES)
    inner = page.less(INDENT)
    yield from indented(flowed([(on_a_line(words.means), "aside")], inner, lines=LINES), INDENT)
    yield from indented(flowed([(on_a_line(words.do), "")], inner, lines=LINES), INDENT)


def _label(severity: str) -> tuple[str, str]:
    """Return what a severity is called, and its style."""
    return {
        ERROR: (t("error"), "overdue"),
        WARNING: (t("warning"), "heading"),
        NOTE: (t("for your information"), "aside"),
    }[severity]


def _mended(mended: Mended, page: Page) -> Iterator[Line]:
    if mended.rescued:
        yield from _rescued(mended.rescued, page)
    if mended.kept:
        yield from flowed(
            [(t("✓ The damaged file is kept in {path}", path=on_a_line(mended.kept)), "")], page, lines=LINES
        )
    for path in mended.mended:
        yield from flowed([(t("✓ Put in order: {path}", path=on_a_line(path)), "")], page, lines=LINES)
    yield from _backup(mended, page)


def _rescued(rescued: Rescued, page: Page) -> Iterator[Line]:
    rows = sum(count for name, count in rescued.saved.items() if name not in {"operations", "changes"})
    yield from flowed([(tn("{n:,} record is saved.", "{n:,} records are saved.", rows), "heading")], page, lines=2)
    doubtful = [row for row in rescued.doubtful if row[0] != IDENTITY]
    for text, found in (
        (t("repaired from the history"), rescued.repaired),
        (t("kept as found, although nothing proves them; look at them"), doubtful),
        (t("lost records"), rescued.lost),
    ):
        yield from _listed(text, [_row(one) for one in found], page)
    if len(doubtful) < len(rescued.doubtful):
        kept = t("What the store is known by is kept as found, although nothing proves it.")
        yield from flowed([(kept, "")], page, lines=LINES)
    yield from _listed(t("entries of the history repaired"), [f"{one}" for one in rescued.entries_repaired], page)
    damaged = t("entries of the history that may not say all")
    yield from _listed(damaged, [f"{one}" for one in rescued.entries_damaged], page)


def _listed(text: str, names: Sequence[str], page: Page) -> Iterator[Line]:
    if names:
        told_names = ", ".join(names[:MOST_NAMED]) + (f" {page.signs.more}" if len(names) > MOST_NAMED else "")
        yield from flowed([(f"{text} ({len(names):,}): ", ""), (told_names, "aside")], page, lines=LINES)


def _row(row: Row) -> str:
    table, id_ = row
    return f"{table} {id_}"


def _backup(mended: Mended, page: Page) -> Iterator[Line]:
    if mended.backup is None or mended.contents is None:
        return
    yield from flowed(
        [
            (
                t(
                    "The newest backup, of {when}, has {theirs}; what is saved here has {ours}.",
                    when=mended.backup.made_at[:16].replace("T", " "),
                    theirs=_in_words(_counts(mended.backup.contents)),
                    ours=_in_words(_counts(mended.contents)),
                ),
                "",
            )
        ],
        page,
        lines=LINES,
    )
    yield from flowed([(t("Should that be better: pipe restore"), "aside")], page, lines=2)


def _in_words(counts: Document) -> str:
    return t("{customers:,} customers, {deals:,} deals, {activities:,} activities", **counts)
