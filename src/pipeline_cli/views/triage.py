"""The screens of ``pipe prune`` on a terminal: the card of one deal, the keys, and what was decided in the end."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.pipeline import Pipeline
from pipeline_cli.domain.pruning import Decision
from pipeline_cli.domain.staleness import Freed
from pipeline_cli.domain.triage import Triage, TriageCard
from pipeline_cli.i18n import sentences, t, tn
from pipeline_cli.money.writing import format_money, format_short
from pipeline_cli.views.closing import if_solved_words
from pipeline_cli.views.labelled import Fact, labelled
from pipeline_cli.views.pruning import (
    EVIDENCE_LINES,
    action_words,
    chance,
    evidence_text,
    freed_lines,
    freed_time,
    time_words,
)
from pipeline_cli.views.sheet import NAME_LINES, Line, Page, Part, Sheet, flowed, hanging, joined, width_of
from pipeline_cli.views.text import ASCII_SIGNS, on_a_line
from pipeline_cli.views.wording import conversation, due_text, lateness, standing, step_words, with_distance

ACTIONS: Final = ("close", "won", "park", "ask", "keep")
"""In the order in which the end lists them."""

LONGEST_BAR: Final = 40
KEY_GAP: Final = 2
HELP_LINES: Final = 8
SMALL: Final = 20
"""Lines of a terminal below which a card says less."""


class End(NamedTuple):
    """What a run has come to.

    Attributes:
        decided: the decisions.
        names: the customers of their deals, by deal.
        freed: what letting go and parking give back.
        before: the pipeline as it was; None while nothing is carried out yet.
        after: the pipeline as it is now.
        left: how many suggestions are still to be decided.
        skipped: the deals that were decided elsewhere in the meantime, as they are now.
    """

    decided: tuple[Decision, ...]
    names: Mapping[int, str]
    freed: Freed
    before: Pipeline | None
    after: Pipeline | None
    left: int
    skipped: tuple[Deal, ...] = ()


def card_lines(card: TriageCard, triage: Triage, now: datetime, page: Page, rows: int) -> Iterator[Line]:
    """Yield the card of the deal to decide on: how far one is, the deal, and everything that speaks for or against."""
    yield from progress(triage, page)
    yield []
    deal, suggestion = card.suggested.deal, card.suggested.suggestion
    head: list[Part] = [
        (f"#{deal.id} {on_a_line(deal.customer_name)}", "customer"),
        (on_a_line(deal.title), ""),
        (standing(deal, now.date()), ""),
        (format_short(deal.value) if deal.value else "", ""),
    ]
    yield from flowed(joined(head, page.signs), page, lines=NAME_LINES)
    words = joined([(action_words(suggestion.action), "due"), (chance(suggestion), "")], page.signs)
    yield from flowed([(t("suggested: "), "aside"), *words], page, lines=3)
    yield []
    yield from labelled(_facts(card, now, page, is_short=rows < SMALL), page)


def progress(triage: Triage, page: Page) -> Iterator[Line]:
    """Yield a bar of how many suggestions are decided, the number, and what was decided so far."""
    done, total = len(triage.decided), len(triage.order)
    count = t("{done} of {total} decided", done=f"{done:,}", total=f"{total:,}")
    full, empty = ("#", "-") if page.signs == ASCII_SIGNS else ("█", "░")
    width = min(LONGEST_BAR, page.width - len(count) - 1)
    if width > 0:
        filled = width * done // total if total else 0
        yield [(full * filled, "good"), (empty * (width - filled), "aside"), (" " + count, "")]
    else:
        yield from flowed([(count, "")], page, lines=2)
    counts = [(f"{decided_words(action)} {n}", "aside") for action in ACTIONS if (n := _count(triage, action))]
    yield from flowed(joined(counts, page.signs), page, lines=2)


def decided_words(action: str) -> str:
    """Return what was decided about a deal, in words."""
    return {
        "close": t("let go"),
        "won": t("won"),
        "park": t("parked"),
        "ask": t("ask for a decision"),
        "keep": t("kept"),
    }[action]


def decision_text(decision: Decision, name: str, now: datetime) -> str:
    """Return one decision in words, with its day where it has one."""
    day = decision.until or (decision.due.on if decision.due else None)
    words = [decided_words(decision.action), f"#{decision.deal} {on_a_line(name)}"]
    if decision.due:
        words.append(due_text(decision.due, now.date()))
    elif day:
        words.append(t("until {day}", day=with_distance(day, now.date())))
    if decision.reason:
        words.append(on_a_line(decision.reason))
    return "  ".join(words)


def keys_lines(page: Page, *, is_end: bool) -> Iterator[Line]:
    """Yield the keys, on as few lines as they fit on."""
    line: list[Part] = []
    for key, does in _end_keys() if is_end else _card_keys():
        one: list[Part] = [(key, "due"), (f" {does}", "aside")]
        if line and width_of(line) + KEY_GAP + width_of(one) > page.width:
            yield line
            line = []
        line += [(" " * KEY_GAP, ""), *one] if line else one
    yield line


def _card_keys() -> list[tuple[str, str]]:
    return [
        ("l", t("let go")),
        ("r", t("reason")),
        ("a", t("ask")),
        ("p", t("park")),
        ("w", t("won")),
        ("k", t("keep")),
        ("u", t("undo")),
        ("?", t("keys")),
        ("q", t("quit")),
    ]


def _end_keys() -> list[tuple[str, str]]:
    return [("Enter", t("save")), ("u", t("undo")), ("?", t("keys"))]


def help_lines(page: Page) -> Iterator[Line]:
    """Yield what each key does."""
    keys: list[Fact] = [
        ("l", [(t("Let it go: the deal is lost, and the evidence is the reason."), "")], HELP_LINES),
        ("r", [(t("Let it go for a reason that you type."), "")], HELP_LINES),
        ("a", [(t("Ask for a decision: sets a call as the next step, on the day that you give."), "")], HELP_LINES),
        ("p", [(t("Park it until a day: it comes back by itself, and is no part of any win rate."), "")], HELP_LINES),
        ("w", [(t("It is won."), "")], HELP_LINES),
        ("k", [(t("Keep it as it is."), "")], HELP_LINES),
        ("u", [(t("Take back the last decision, as often as you like."), "")], HELP_LINES),
        ("Enter", [(t("Save, once all are decided."), "")], HELP_LINES),
        ("q", [(t("Quit; what was decided is saved, and pipe undo takes the whole run back."), "")], HELP_LINES),
        (
            "Ctrl-C",
            [(t("Leave without saving; what was decided waits, and pipe prune takes it up again."), "")],
            HELP_LINES,
        ),
    ]
    yield [(t("Keys"), "heading")]
    yield []
    yield from labelled(keys, page)
    yield []
    end = t("Up and Down move a card that is longer than the screen. Any key goes back.")
    yield from flowed([(end, "aside")], page, lines=HELP_LINES)


def end_lines(end: End, triage: Triage, now: datetime, page: Page) -> Iterator[Line]:
    """Yield what was decided once nothing is left, before it is saved."""
    yield from progress(triage, page)
    yield []
    yield from flowed([(t("All of them are decided. Enter saves."), "heading")], page, lines=3)
    yield []
    yield from _outcome(end, now, page)


def end_screen(end: End, now: datetime) -> Sheet:
    """Lay out what a run has come to, once it is saved."""
    return Sheet(lambda page: _saved(end, now, page))


def _saved(end: End, now: datetime, page: Page) -> Iterator[Line]:
    if end.decided:
        title = tn("One deal decided", "{n} deals decided", len(end.decided))
        yield from flowed([(f"✓ {title}", "good")], page, lines=2)
        yield from _outcome(end, now, page)
        yield []
    yield from _skipped(end, now, page)
    left = tn("One suggestion is left", "{n} suggestions are left", end.left)
    more = t("{left}: pipe prune goes on with them.", left=left) if end.left else ""
    undo = t("pipe undo takes all of it back.") if end.decided else ""
    yield from flowed([(sentences(more, undo), "aside")], page, lines=4)


def _skipped(end: End, now: datetime, page: Page) -> Iterator[Line]:
    """Yield the deals that were left as they are, since somebody else, or another window, had decided them."""
    if not end.skipped:
        return
    told = tn(
        "One was decided elsewhere in the meantime, and is left as it is:",
        "{n} were decided elsewhere in the meantime, and are left as they are:",
        len(end.skipped),
    )
    yield from flowed([(told, "warning")], page, lines=3)
    for deal in end.skipped:
        parts = joined([(on_a_line(deal.customer_name), ""), (standing(deal, now.date()), "")], page.signs)
        yield from hanging([(f"  #{deal.id} ", "number")], parts, page, lines=3)
    yield []


def _outcome(end: End, now: datetime, page: Page) -> Iterator[Line]:
    yield from labelled([_decided_fact(end, action, now, page) for action in ACTIONS], page)
    if end.freed.minutes_per_week:
        yield []
        yield from freed_lines(end.freed, page)
    if end.before and end.after:
        yield []
        pipelines: list[Fact] = [
            (t("pipeline before"), _pipeline(end.before, page), 3),
            (t("after"), _pipeline(end.after, page), 3),
        ]
        yield from labelled(pipelines, page)


def _decided_fact(end: End, action: str, now: datetime, page: Page) -> Fact:
    """Return the deals about which one thing was decided."""
    chosen = [decision for decision in end.decided if decision.action == action]
    parts = joined([(_who_and_when(one, end.names.get(one.deal, ""), now), "") for one in chosen], page.signs)
    return decided_words(action), parts, 6


def _who_and_when(decision: Decision, name: str, now: datetime) -> str:
    who = f"#{decision.deal} {on_a_line(name)}"
    if decision.due:
        return f"{who} ({due_text(decision.due, now.date())})"
    if decision.reason:
        return f"{who} ({on_a_line(decision.reason)})"
    return f"{who} ({with_distance(decision.until, now.date())})" if decision.until else who


def _pipeline(pipeline: Pipeline, page: Page) -> Sequence[Part]:
    deals = tn("one open deal", "{n} open deals", pipeline.deals)
    return joined([(deals, ""), *((format_money(value), "") for value in pipeline.values)], page.signs)


def _facts(card: TriageCard, now: datetime, page: Page, *, is_short: bool) -> list[Fact]:
    deal, today = card.suggested.deal, now.date()
    concern = joined([(on_a_line(deal.concern), ""), (if_solved_words(deal.if_solved), "aside")], page.signs)
    return [
        (t("last"), _last(card, now), 2 if is_short else 5),
        (t("unsure about"), concern if deal.concern else [], 1 if is_short else 2),
        (t("decides"), [(with_distance(deal.decides_on, today) if deal.decides_on else "", "")], 2),
        (t("next"), _step(card, now, page), 3),
        (t("why"), [(evidence_text(card.suggested.suggestion), "")], EVIDENCE_LINES),
        (t("in figures"), _figures(card, page), 8),
        (t("frees"), _frees_parts(card, page), 3),
    ]


def _last(card: TriageCard, now: datetime) -> list[Part]:
    if card.last is None:
        return [(t("no conversation on record"), "aside")]
    return [(conversation(card.last, now.date()) + ": ", "aside"), (on_a_line(card.last.note) or t("no note"), "")]


def _step(card: TriageCard, now: datetime, page: Page) -> list[Part]:
    step = card.step
    if step is None:
        return [(t("none"), "overdue")]
    if step.due is None:
        return [(t("they said they would be in touch"), "overdue")]
    late = lateness(step.due, now)
    words: list[Part] = [(due_text(step.due, now.date()), "due"), (late, "overdue"), *step_words(step)]
    return joined([*words, (on_a_line(step.why), "")], page.signs)


def _figures(card: TriageCard, page: Page) -> list[Part]:
    one = card.suggested.suggestion
    words = [
        tn("silent {n} day", "silent {n} days", one.silent_days),
        tn("open {n} day", "open {n} days", one.age_days),
        tn("{n} day in its stage", "{n} days in its stage", one.stage_days),
        tn("moved {n} time", "moved {n} times", one.moves) if one.moves else "",
        t("{time} spent", time=time_words(one.minutes_spent)) if one.minutes_spent else t("no time on record"),
    ]
    return joined([(word, "") for word in words], page.signs)


def _frees_parts(card: TriageCard, page: Page) -> Sequence[Part]:
    """Return what letting a deal go gives back, and whether that is an estimate; nothing where it took no time."""
    if not card.suggested.suggestion.minutes_spent and not card.frees.is_estimated:
        return []
    estimate = t("estimated by what such contacts usually take") if card.frees.is_estimated else ""
    return joined([(_frees(card.frees), "good"), (estimate, "aside")], page.signs)


def _frees(freed: Freed) -> str:
    """Return what letting one deal go gives back."""
    if not freed.minutes_per_week:
        return t("less than a minute a week")
    time = t("{time} a week", time=freed_time(freed))
    if not freed.new_approaches_per_week:
        return t("{time}: less than one new approach takes", time=time)
    approaches = tn("one new approach", "{n} new approaches", freed.new_approaches_per_week)
    return t("{time}: room for {approaches}", time=time, approaches=approaches)


def _count(triage: Triage, action: str) -> int:
    return sum(decision.action == action for decision in triage.decided)
