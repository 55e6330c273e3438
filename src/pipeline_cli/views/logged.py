"""What a change left behind, as a few lines or as JSON: the deal, the next step, and what is worth knowing."""

from collections.abc import Iterator, Sequence
from typing import Final

from pipeline_cli.dates.format import format_date
from pipeline_cli.domain.contact import Caution
from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.logged import DealChanged, Logged
from pipeline_cli.domain.next_step import Due, NextStep
from pipeline_cli.i18n import t, tn
from pipeline_cli.views.as_json import Document, activity_json, deal_json, step_json
from pipeline_cli.views.sheet import NAME_LINES, Line, Page, Part, Sheet, hanging, joined
from pipeline_cli.views.text import on_a_line, stage_name
from pipeline_cli.views.wording import due_text, waiting_words

TEXT_LINES: Final = 20


def logged_screen(logged: Logged) -> Sheet:
    """Lay out what was logged."""
    return Sheet(lambda page: _lines(logged, page))


def changed_screen(changed: DealChanged, new: str = "") -> Sheet:
    """Lay out a deal after a change, and what is new where something is."""
    return Sheet(lambda page: _changed(changed, page, new))


def edited_screen(changed: DealChanged | None) -> Sheet:
    """Lay out a deal after an edit; a word where a customer without one was changed."""
    return changed_screen(changed) if changed else saved_screen()


def saved_screen(name: str = "") -> Sheet:
    """Lay out that a customer was saved, who has no deal that could be shown."""
    parts: list[Part] = [(f"{t('Saved')}  ", "good"), (on_a_line(name), "customer")]
    return Sheet(lambda page: hanging([("✓ ", "good")], parts, page, lines=NAME_LINES))


def logged_json(logged: Logged) -> Document:
    """Return what ``pipe log`` answers."""
    return {
        "deal": deal_json(logged.deal),
        "activity": activity_json(logged.activity),
        "next_step": step_json(logged.next_step),
        "warnings": [caution._asdict() for caution in logged.cautions],
    }


def deal_changed_json(changed: DealChanged) -> Document:
    """Return a deal after a change of it, its next step, and what is worth knowing."""
    return {
        "deal": deal_json(changed.deal),
        "next_step": step_json(changed.next_step),
        "warnings": [caution._asdict() for caution in changed.cautions],
    }


def edited_json(changed: DealChanged | None) -> Document:
    """Return a deal after an edit; null where a customer without one was changed."""
    return deal_changed_json(changed) if changed else {"deal": None, "next_step": None, "warnings": []}


def _lines(logged: Logged, page: Page) -> Iterator[Line]:
    new = ""
    if logged.is_new_deal:
        new = t("new customer, new deal") if logged.is_new_customer else t("new deal")
    yield from _deal_lines(logged.deal, t("Logged"), page, new)
    yield from _what_follows(logged.next_step, logged.deal, logged.cautions, page)


def _changed(changed: DealChanged, page: Page, new: str) -> Iterator[Line]:
    yield from _deal_lines(changed.deal, t("Saved"), page, new)
    yield from _what_follows(changed.next_step, changed.deal, changed.cautions, page)


def _deal_lines(deal: Deal, verb: str, page: Page, new: str = "") -> Iterator[Line]:
    words: list[Part] = [
        (on_a_line(deal.customer_name), "customer"),
        (on_a_line(deal.title), ""),
        (_standing(deal), "aside"),
    ]
    head: list[Part] = [(f"{verb}  ", "good"), (f"#{deal.id} ", "number"), *joined(words, page.signs)]
    yield from hanging([("✓ ", "good")], [*head, (f"  ({new})" if new else "", "aside")], page, lines=NAME_LINES)


def _standing(deal: Deal) -> str:
    if deal.state == "parked" and deal.parked_until:
        return t("parked until {day}", day=format_date(deal.parked_until))
    return stage_name(deal.stage) if deal.is_open else t(deal.state)


def _what_follows(step: NextStep | None, deal: Deal, cautions: Sequence[Caution], page: Page) -> Iterator[Line]:
    """Yield the next step, and what is worth knowing, each indented below the deal."""
    if step and step.due and deal.is_open:
        yield from hanging([(f"  {t('Next')}  ", "")], _step_parts(step, step.due, deal, page), page, lines=TEXT_LINES)
    for caution in cautions:
        yield from hanging([("  ! ", "warning")], [(on_a_line(caution.text), "warning")], page, lines=TEXT_LINES)


def _step_parts(step: NextStep, due: Due, deal: Deal, page: Page) -> list[Part]:
    parts: list[Part] = [
        (due_text(due, deal.opened_at.date()), "due"),
        (t("agreed") if step.agreed else t("my plan"), ""),
        (waiting_words(step), "aside"),
        (t(step.by) if step.by else "", ""),
        (on_a_line(step.why), ""),
        (tn("moved {n} time", "moved {n} times", step.moves) if step.moves else "", "aside"),
    ]
    return joined(parts, page.signs)
