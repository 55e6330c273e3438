"""The screen of ``pipe log --drafts``: who, when, the note, and what was answered."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from pipeline_cli.domain.closing import Talk
from pipeline_cli.domain.draft_list import ListedDraft
from pipeline_cli.i18n import t
from pipeline_cli.views.closing import FACT_LINES, INDENT, answered_facts, question_text
from pipeline_cli.views.labelled import Fact, labelled
from pipeline_cli.views.sheet import NAME_LINES, Line, Page, Part, Sheet, hanging, indented, joined
from pipeline_cli.views.text import on_a_line


def drafts_screen(drafts: Sequence[ListedDraft], now: datetime) -> Sheet:
    """Lay out the drafts, a block each."""
    return Sheet(lambda page: _drafts(drafts, now, page))


def _drafts(drafts: Sequence[ListedDraft], now: datetime, page: Page) -> Iterator[Line]:
    for draft in drafts:
        name = on_a_line(draft.who) or t("nobody named yet")
        head = joined([(name, "customer"), (draft.at, "aside")], page.signs)
        yield from hanging([(f"{draft.number}  ", "number")], head, page, lines=NAME_LINES)
        yield from indented(labelled(_facts(draft, now, page), page.less(INDENT + 1)), INDENT + 1)


def _facts(draft: ListedDraft, now: datetime, page: Page) -> list[Fact]:
    begun: list[Part] = []
    if draft.begun:
        begun = [(f"{question_text(draft.begun[0])} ", "aside"), (on_a_line(draft.begun[1]), "")]
    return [
        *answered_facts(draft.answers, Talk("", draft.who), now, page),
        (t("begun"), begun, FACT_LINES),
        (t("also typed"), [(on_a_line(draft.typed), "")], FACT_LINES),
    ]
