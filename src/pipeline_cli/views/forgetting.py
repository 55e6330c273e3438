"""What goes when somebody is forgotten, and what is left."""

from collections.abc import Iterator
from typing import Any, Final

from pipeline_cli.domain.forgetting import Forgetting, Left
from pipeline_cli.i18n import listed, t, tn
from pipeline_cli.views.labelled import Fact, labelled
from pipeline_cli.views.sheet import NAME_LINES, Line, Page, Sheet, flowed, indented
from pipeline_cli.views.text import on_a_line

INDENT: Final = 2
LINES: Final = 6
MOST_NAMED: Final = 20


def would_go_screen(what: Forgetting) -> Sheet:
    """Lay out what forgetting somebody takes away."""
    return Sheet(lambda page: _would_go(what, page))


def forgotten_screen(what: Forgetting) -> Sheet:
    """Lay out what went, where they are still named, and what no program can promise."""
    return Sheet(lambda page: _forgotten(what, page))


def forgotten_json(what: Forgetting) -> dict[str, Any]:
    """Return what went by count, and the places that are left."""
    document = what._asdict()
    del document["name"], document["is_done"], document["store"]
    left = [{**one._asdict(), "named": [named._asdict() for named in one.named]} for one in what.left]
    return {**document, "left": left}


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
        if one.path == what.store:
            yield from indented(_where(one, page.less(INDENT)), INDENT)
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


def _where(left: Left, page: Page) -> Iterator[Line]:
    """Say which records name them, and how each kind is cleared."""
    for kind in dict.fromkeys(one.kind for one in left.named):
        found = [on_a_line(one.what) for one in left.named if one.kind == kind]
        more = " …" if len(found) > MOST_NAMED else ""
        yield from flowed([(_cleared(kind, listed(*found[:MOST_NAMED]) + more), "")], page, lines=LINES)


def _cleared(kind: str, what: str) -> str:
    how = {
        "customer": t("what is known of {what}: pipe edit NAME --memo TEXT, and the like", what=what),
        "deal": t("the deals {what}: pipe edit N --title TEXT, and the like", what=what),
        "conversation": t("conversations with {what}: pipe edit N --activity N --note TEXT", what=what),
        "next_step": t("next steps, done ones too, of {what}: pipe edit N --why TEXT", what=what),
        "plan": t("plans of {what}: pipe plan --target TEXT, or pipe plan drop", what=what),
        "goal": t("goals set on {what}: pipe review goal --drop lets the last one go; those before stay", what=what),
        "tally": t("counts of {what}: pipe tally KIND =0 --on DAY", what=what),
        "entry": t(
            "entries {what} of the history: it keeps them for pipe undo, and no command takes them out", what=what
        ),
    }
    return how[kind]


def _left(one: Left) -> str:
    path = on_a_line(one.path)
    if one.records:
        return tn(
            "Still named in {path}, in {n} place that is not theirs.",
            "Still named in {path}, in {n} places that are not theirs.",
            one.records,
            path=path,
        )
    if one.is_unread:
        return t("{path} could not be looked into. Delete it if you can do without it.", path=path)
    return t("Still named in {path}. Look into it, and delete it if you can do without it.", path=path)
