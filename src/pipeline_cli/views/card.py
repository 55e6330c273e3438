"""The screen and the JSON of ``pipe show``: a customer's card."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from rich.cells import cell_len

from pipeline_cli.dates import format_day
from pipeline_cli.domain.activity import Activity
from pipeline_cli.domain.card import CustomerCard
from pipeline_cli.domain.deal import Deal
from pipeline_cli.i18n import t
from pipeline_cli.money.writing import format_money
from pipeline_cli.views.as_json import activity_json, customer_json, deal_json, step_json
from pipeline_cli.views.sheet import NAME_LINES, Line, Page, Part, Sheet, beside, flowed, indented, joined, more
from pipeline_cli.views.text import on_a_line, paragraphs, wrapped
from pipeline_cli.views.wording import due_text, lateness, standing, step_words, with_distance

INDENT: Final = 3
GAP: Final = 2
FACT_LINES: Final = 4
CUSTOM_LINES: Final = 40
"""More than a record's custom fields take on most screens: a list's own columns are not to be missing from its card."""


def card_screen(card: CustomerCard) -> Sheet:
    """Lay out a card: who, the deals with their next steps, then the conversations, the newest first."""
    return Sheet(lambda page: _lines(card, page))


def card_json(card: CustomerCard) -> dict[str, Any]:
    """Return a card as the README promises it, with each deal's next step and the number of conversations."""
    return {
        "customer": {**customer_json(card.customer), "custom": dict(card.custom.customer)},
        "deals": [{**deal_json(deal), "custom": dict(card.custom.deals.get(deal.id, {}))} for deal in card.deals],
        "next_step": step_json(card.next_step),
        "next_steps": {deal: step_json(step) for deal, step in card.steps.items()},
        "activities": [_activity_json(activity, card) for activity in card.activities],
        "total": card.total,
    }


def _activity_json(activity: Activity, card: CustomerCard) -> dict[str, Any]:
    return {**activity_json(activity), "custom": dict(card.custom.activities.get(activity.id, {}))}


def _lines(card: CustomerCard, page: Page) -> Iterator[Line]:
    yield from _who(card, page)
    for deal in card.deals:
        yield []
        yield from flowed(_deal_head(deal, card, page), page, lines=NAME_LINES)
        yield from indented(_facts(deal, card, page.less(INDENT)), INDENT)
        yield from indented(_custom(card.custom.deals.get(deal.id, {}), page.less(INDENT)), INDENT)
    yield []
    yield [(t("Conversations"), "heading"), (f" {card.total:,}", "heading")]
    for activity in card.activities:
        yield []
        yield from flowed(_conversation_head(activity, card, page), page, lines=2)
        yield from indented(_conversation(activity, page.less(INDENT)), INDENT)
        yield from indented(_custom(card.custom.activities.get(activity.id, {}), page.less(INDENT)), INDENT)
    left = card.total - len(card.activities)
    if left:
        yield []
        yield from more(t("and {n} more, with --limit 0", n=f"{left:,}"), page)


def _who(card: CustomerCard, page: Page) -> Iterator[Line]:
    who = card.customer
    name: list[Part] = [(on_a_line(who.name), "customer"), (f"  {on_a_line(who.reading)}", "aside")]
    yield from flowed(name, page, lines=NAME_LINES)
    known = [on_a_line(text) for text in (who.company, *who.phones, *who.emails)]
    tags = " ".join(f"#{on_a_line(tag)}" for tag in who.tags)
    yield from flowed(joined([*((text, "") for text in known), (tags, "number")], page.signs), page, lines=4)
    yield from _whole(who.memo, page)
    yield from _custom(card.custom.customer, page)


def _deal_head(deal: Deal, card: CustomerCard, page: Page) -> list[Part]:
    today = card.now.date()
    words: list[Part] = [
        (on_a_line(deal.title), "heading"),
        (standing(deal, today), "due" if deal.is_open else ""),
        (format_money(deal.value) if deal.value else "", ""),
        (t("opened {day}", day=format_day(deal.opened_at.date(), today)), "aside"),
        (" ".join(f"#{on_a_line(tag)}" for tag in deal.tags), "number"),
    ]
    return [(f"#{deal.id} ", "number"), *joined(words, page.signs)]


def _facts(deal: Deal, card: CustomerCard, page: Page) -> Iterator[Line]:
    """Yield what is known of a deal, a label before each."""
    facts = [(label, parts) for label, parts in _labelled(deal, card, page) if any(text for text, _ in parts)]
    margin = max((cell_len(label) for label, _ in facts), default=0) + GAP
    for label, parts in facts:
        yield from beside([[(label, "aside")]], margin, flowed(parts, page.less(margin), lines=FACT_LINES))


def _labelled(deal: Deal, card: CustomerCard, page: Page) -> list[tuple[str, list[Part]]]:
    decides = with_distance(deal.decides_on, card.now.date()) if deal.decides_on else ""
    return [
        (t("next"), _step(deal, card, page)),
        (t("unsure about"), joined([(on_a_line(deal.concern), ""), (_if_solved(deal), "aside")], page.signs)),
        (t("decides"), [(decides, "")]),
        (t("profit"), [(format_money(deal.profit) if deal.profit else "", "")]),
        (t("MRR"), [(format_money(deal.mrr) if deal.mrr else "", "")]),
        (t("source"), [(on_a_line(deal.source), "")]),
        (t("reason"), [(on_a_line(deal.lost_reason), "")]),
    ]


def _custom(fields: Mapping[str, str], page: Page) -> Iterator[Line]:
    """Yield what else a file said of a record, under the names that it has there."""
    yield from flowed(_custom_parts(fields, page), page, lines=CUSTOM_LINES)


def _custom_parts(fields: Mapping[str, str], page: Page) -> list[Part]:
    texts = [f"{on_a_line(name)}: {on_a_line(text)}" for name, text in fields.items()]
    return joined([(text, "") for text in texts], page.signs)


def _step(deal: Deal, card: CustomerCard, page: Page) -> list[Part]:
    """Return an open deal's next step, or that there is none."""
    step = card.steps.get(deal.id)
    if step is None:
        return [(t("none"), "overdue")] if deal.is_open else []
    when = due_text(step.due, card.now.date()) if step.due else t("waiting for them")
    late = lateness(step.due, card.now) if step.due else ""
    words = step_words(step) if step.due else []
    return joined([(when, "due"), (late, "overdue"), *words, (on_a_line(step.why), "")], page.signs)


def _if_solved(deal: Deal) -> str:
    return {"yes": t("would buy if solved"), "no": t("would not buy even then")}.get(deal.if_solved, "")


def _conversation_head(activity: Activity, card: CustomerCard, page: Page) -> list[Part]:
    day = format_day(activity.at.date(), card.now.date())
    words: list[Part] = [
        (f"{day} {activity.at:%H:%M}", "heading"),
        (t(activity.kind), ""),
        (t("from them") if activity.inbound else "", ""),
        ("" if activity.reached or activity.kind == "note" else t("nobody reached"), ""),
        (t("{n} min", n=activity.minutes) if activity.minutes else "", ""),
        (t("appointment won") if activity.appointment else "", "good"),
        (_validity(activity.valid), ""),
        (f"#{activity.deal_id}" if activity.deal_id else "", "number"),
    ]
    return joined(words, page.signs)


def _validity(valid: bool | None) -> str:  # noqa: FBT001  # three answers, one of them that nobody judged
    return "" if valid is None else (t("valid") if valid else t("not valid"))


def _conversation(activity: Activity, page: Page) -> Iterator[Line]:
    yield from _whole(activity.note, page)
    if activity.helped or activity.thanked:
        words = [(on_a_line(activity.helped), ""), (t("they said thank you") if activity.thanked else "", "good")]
        yield from flowed([(t("helped: "), "aside"), *joined(words, page.signs)], page, lines=FACT_LINES)


def _whole(note: str, page: Page) -> Iterator[Line]:
    """Yield a whole text, its lines broken where they are too long."""
    for paragraph in paragraphs(note) if note else ():
        for line in [paragraph] if page.is_unlimited else wrapped(paragraph, page.width):
            yield [(line, "")]
