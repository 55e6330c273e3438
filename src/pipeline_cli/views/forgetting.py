"""What goes when somebody is forgotten, and what is left."""

from collections.abc import Iterator
from typing import Any, Final

from pipeline_cli.domain.forgetting import Forgetting, Left
from pipeline_cli.i18n import t, tn
from pipeline_cli.views.labelled import Fact, labelled
from pipeline_cli.views.sheet import NAME_LINES, Line, Page, Sheet, flowed, indented
from pipeline_cli.views.text import on_a_line

INDENT: Final = 2
LINES: Final = 6


def would_go_screen(what: Forgetting) -> Sheet:
    """Lay out what forgetting somebody takes away."""
    return Sheet(lambda page: _would_go(what, page))


def forgotten_screen(what: Forgetting) -> Sheet:
    """Lay out what went, where they are still named, and what no program can promise."""
    return Sheet(lambda page: _forgotten(what, page))


def forgotten_json(what: Forgetting) -> dict[str, Any]:
    """Return what went by count, and the places that are left."""
    document = what._asdict()
    del document["name"], document["is_done"]
    return {**document, "left": [one._asdict() for one in what.left]}


def _would_go(what: Forgetting, page: Page) -> Iterator[Line]:
    head = t("{name} will be forgotten for good:", name=on_a_line(what.name))
    yield from flowed([(head, "heading")], page, lines=NAME_LINES)
    yield from indented(labelled(_counts(what), page.less(INDENT)), INDENT)
    yield from flowed([(t('Not even "pipe undo" brings any of it back.'), "")], page, lines=2)


def _forgotten(what: Forgetting, page: Page) -> Iterator[Line]:
    yield from flowed([("✓ ", "good"), (t("Forgotten, with:"), "")], page, lines=2)
    yield from indented(labelled(_counts(what), page.less(INDENT)), INDENT)
    for one in what.left:
        yield from flowed([(_left(one), "overdue")], page, lines=LINES)
    if not what.left:
        told = t("Looked through the store, the drafts and the backups: nothing of them is left.")
        yield from flowed([(told, "")], page, lines=LINES)
    told = t("Out of reach: files that you imported, exported or sent, other copies, and snapshots of the disk.")
    yield from flowed([(told, "aside")], page, lines=LINES)


def _counts(what: Forgetting) -> list[Fact]:
    counts = {
        t("deals"): what.deals,
        t("conversations"): what.activities,
        t("next steps"): what.next_steps,
        t("entries of the history"): what.entries,
        t("drafts"): what.drafts,
        t("backups"): what.backups,
    }
    return [(label, [(f"{n:,}", "number")], 1) for label, n in counts.items()]


def _left(one: Left) -> str:
    path = on_a_line(one.path)
    if one.records:
        return tn(
            'Still named in {n} record of somebody else in {path}; "pipe find" shows it.',
            'Still named in {n} records of others in {path}; "pipe find" shows them.',
            one.records,
            path=path,
        )
    if one.is_unread:
        return t("{path} could not be looked into. Delete it if you can do without it.", path=path)
    return t("Still named in {path}. Look into it, and delete it if you can do without it.", path=path)
