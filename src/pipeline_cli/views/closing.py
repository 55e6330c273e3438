"""The closing questions in words: how each is put, what is known before them, and the summary after them."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

from pipeline_cli.dates import When, format_day
from pipeline_cli.domain.closing import NONE, Answers, Talk, will_call
from pipeline_cli.domain.deal import Deal
from pipeline_cli.i18n import t, tn
from pipeline_cli.money.writing import format_short
from pipeline_cli.views.labelled import Fact, labelled
from pipeline_cli.views.sheet import NAME_LINES, Line, Page, Part, Sheet, flowed, hanging, indented, joined
from pipeline_cli.views.text import on_a_line
from pipeline_cli.views.understood import when_understood
from pipeline_cli.views.wording import conversation, due_text, lateness, standing, step_words, with_distance

INDENT: Final = 2
LAST_LINES: Final = 6
NOTE_LINES: Final = 4
FACT_LINES: Final = 3


def question_text(key: str) -> str:
    """Return how a question is put."""
    return {
        "who": t("Who was it?"),
        "is_new": t("Is this a new customer?"),
        "note": t("What was said?"),
        "concern": t("What are they still unsure about?"),
        "if_solved": t("If that is solved, will they buy?"),
        "decides": t("When will they decide?"),
        "due": t("When will you be in touch?"),
        "own_due": t("And if you hear nothing: when do you call?"),
        "by": t("By what?"),
        "why": t("About what?"),
        "agreed": t("Did they agree to it?"),
        "helped": t("How did it help them?"),
        "minutes": t("How many minutes did it take?"),
    }[key]


def question_hint(key: str) -> str:
    """Return what can be answered; "" where that is plain."""
    return {
        "who": t("A name, a new one too, or a deal's number. Tab completes, Up shows who was last."),
        "is_new": t("yes or no"),
        "note": t("Ctrl-E opens the editor; several lines can be pasted."),
        "concern": t('a few words; "none" if nothing is left'),
        "if_solved": t("yes, no or unknown"),
        "decides": t("15 dec, end of month, +2w"),
        "due": t('tue 14:00, +3d; or "w" if they said they would be in touch'),
        "own_due": t("Say it before you part: a day that they agree to is worth more."),
        "by": t("call, meeting, visit, email or chat"),
        "agreed": t("yes or no; Enter for yes"),
    }.get(key, "")


def talk_screen(talk: Talk, now: datetime) -> Sheet:
    """Lay out what is known before the questions: who, the last conversation, and what is open."""
    return Sheet(lambda page: _talk(talk, now, page))


def question_screen(key: str, answers: Answers, talk: Talk, now: datetime) -> Sheet:
    """Lay out one question, with what is known of it so far and what can be answered."""
    return Sheet(lambda page: _question(key, answers, talk, now, page))


def understood_screen(text: str) -> Sheet:
    """Lay out how an answer was understood."""
    return Sheet(lambda page: indented(flowed([(f"→ {on_a_line(text)}", "good")], page.less(INDENT), lines=3), INDENT))


def refused_screen(*told: str) -> Sheet:
    """Lay out why an answer can't be taken, and what could, each on a line of its own."""
    return Sheet(lambda page: indented(_refused([on_a_line(one) for one in told if one], page.less(INDENT)), INDENT))


def deals_screen(deals: Sequence[Deal], today: date) -> Sheet:
    """Lay out the deals of a customer to choose from, a line each."""
    return Sheet(lambda page: _deals(deals, today, page))


def said_screen(text: str, style: str = "aside") -> Sheet:
    """Lay out a sentence or two beside the questions."""
    return Sheet(lambda page: flowed([(on_a_line(text), style)], page, lines=6))


def so_far_screen(answers: Answers, talk: Talk, now: datetime) -> Sheet:
    """Lay out what was answered before, where the questions go on."""
    return Sheet(lambda page: _so_far_lines(answers, talk, now, page))


def summary_screen(answers: Answers, talk: Talk, now: datetime) -> Sheet:
    """Lay out everything that was answered, before it is saved."""
    return Sheet(lambda page: _summary(answers, talk, now, page))


def _refused(told: Sequence[str], page: Page) -> Iterator[Line]:
    for number, text in enumerate(told):
        yield from hanging([("  " if number else "! ", "warning")], [(text, "warning")], page, lines=4)


def _deals(deals: Sequence[Deal], today: date, page: Page) -> Iterator[Line]:
    yield []
    yield from flowed([(t("Which of their deals was it?"), "heading")], page, lines=3)
    margin = max(len(str(deal.id)) for deal in deals)
    for deal in deals:
        mark: Part = (f"  #{deal.id:<{margin}} ", "number")
        yield from hanging([mark], joined(_deal_parts(deal, today), page.signs), page, lines=3)
    yield from indented(flowed([(t("Its number."), "aside")], page.less(INDENT), lines=3), INDENT)


def _deal_parts(deal: Deal, today: date) -> list[Part]:
    """Return what tells a deal apart from the others of its customer."""
    return [
        (on_a_line(deal.title), ""),
        (standing(deal, today), "due"),
        (format_short(deal.value) if deal.value else "", ""),
        (t("opened {day}", day=format_day(deal.opened_at.date(), today)), "aside"),
    ]


def _nudge(customer: str) -> str:
    """Return what is said to somebody who would wait for the customer."""
    return t(
        "Waiting is not follow-up: nobody is working on {customer} then. Agree on when you call.",
        customer=customer,
    )


def _talk(talk: Talk, now: datetime, page: Page) -> Iterator[Line]:
    yield from flowed(_who(talk, now.date(), page), page, lines=NAME_LINES)
    step = talk.step
    facts = [
        (t("last"), _last(talk, now.date()), LAST_LINES),
        (t("unsure about"), joined([(on_a_line(talk.concern), ""), _if_solved_part(talk)], page.signs), FACT_LINES),
        (t("decides"), [(with_distance(talk.decides_on, now.date()) if talk.decides_on else "", "")], FACT_LINES),
        (t("next"), _step(talk, now, page) if step else [], FACT_LINES),
    ]
    yield from indented(labelled(facts, page.less(INDENT)), INDENT)


def _who(talk: Talk, today: date, page: Page) -> list[Part]:
    deal = talk.deal
    name: Part = (on_a_line(talk.name), "customer")
    if deal is None:
        new = t("new customer, new deal") if talk.is_new else t("new deal")
        return joined([name, (new, "aside")], page.signs)
    words = joined([name, (on_a_line(deal.title), ""), (standing(deal, today), "due")], page.signs)
    return [(f"#{deal.id} ", "number"), *words]


def _last(talk: Talk, today: date) -> list[Part]:
    if talk.last is None:
        return [] if talk.is_new else [(t("no conversation on record"), "aside")]
    return [(conversation(talk.last, today) + ": ", "aside"), (on_a_line(talk.last.note) or t("no note"), "")]


def _if_solved_part(talk: Talk) -> Part:
    return (if_solved_words(talk.deal.if_solved) if talk.deal and talk.concern else "", "aside")


def if_solved_words(answer: str) -> str:
    """Return whether they would buy, in words; "" where that is not known."""
    return {"yes": t("would buy if solved"), "no": t("would not buy even then")}.get(answer, "")


def _step(talk: Talk, now: datetime, page: Page) -> list[Part]:
    step = talk.step
    if step is None or step.due is None:
        return [(t("they said they would be in touch"), "overdue")]
    late = lateness(step.due, now)
    words: list[Part] = [(due_text(step.due, now.date()), "due"), (late, "overdue"), *step_words(step)]
    return joined([*words, (on_a_line(step.why), "")], page.signs)


def _question(key: str, answers: Answers, talk: Talk, now: datetime, page: Page) -> Iterator[Line]:
    yield []
    if _is_nudged(key, answers, talk, now.date()):
        yield from flowed([(_nudge(on_a_line(talk.name)), "warning")], page, lines=4)
    yield from flowed([(question_text(key), "heading")], page, lines=3)
    known = "" if answers.value(key) else _so_far(key, answers, talk, now.date())
    if known:
        sofar = t("so far: {known}; Enter leaves it", known=known)
        yield from indented(flowed([(sofar, "aside")], page.less(INDENT), lines=3), INDENT)
    yield from indented(flowed([(question_hint(key), "aside")], page.less(INDENT), lines=3), INDENT)


def _is_nudged(key: str, answers: Answers, talk: Talk, today: date) -> bool:
    """Tell whether to say here, once, that nobody works on a deal that waits for the customer."""
    return key == ("due" if will_call(answers.note) else "own_due") and talk.standing_step(today) is None


def _so_far(key: str, answers: Answers, talk: Talk, today: date) -> str:
    """Return what is on record already of what is asked."""
    if key == "concern":
        return on_a_line(talk.concern)
    if key == "decides" and talk.decides_on:
        return with_distance(talk.decides_on, today)
    if key == "if_solved" and talk.deal and not answers.concern:
        return if_solved_words(talk.deal.if_solved)
    step = talk.standing_step(today) if key in ("due", "own_due") else None
    return due_text(step.due, today) if step and step.due else ""


def _so_far_lines(answers: Answers, talk: Talk, now: datetime, page: Page) -> Iterator[Line]:
    yield []
    yield [(t("Answered so far"), "heading")]
    yield from indented(labelled(answered_facts(answers, talk, now, page), page.less(INDENT)), INDENT)
    yield []


def _summary(answers: Answers, talk: Talk, now: datetime, page: Page) -> Iterator[Line]:
    yield []
    yield from flowed(_who(talk, now.date(), page), page, lines=NAME_LINES)
    yield from indented(labelled(answered_facts(answers, talk, now, page), page.less(INDENT)), INDENT)


def answered_facts(answers: Answers, talk: Talk, now: datetime, page: Page) -> list[Fact]:
    """Return what was answered, as it will be stored."""
    return [
        (t("said"), [(on_a_line(answers.note), ""), *_more_lines(answers.note)], NOTE_LINES),
        (t("unsure about"), _concern(answers, talk, page), FACT_LINES),
        (t("decides"), [(_day(answers.decides, now), "")], FACT_LINES),
        (t("next"), _next(answers, talk, now, page), FACT_LINES),
        (t("helped"), [(on_a_line(answers.helped), "")], FACT_LINES),
        (t("took"), [(t("{n} min", n=answers.minutes) if answers.minutes else "", "")], 1),
    ]


def _concern(answers: Answers, talk: Talk, page: Page) -> list[Part]:
    """Return the concern that there will be, where an answer changes it or what hangs on it."""
    concern = on_a_line(answers.concern)
    if concern == NONE:
        return [(t("nothing any more"), "")]
    if answers.if_solved and not concern:
        concern = on_a_line(talk.concern)
    return joined([(concern, ""), (if_solved_words(answers.if_solved), "")], page.signs)


def _more_lines(note: str) -> list[Part]:
    count = len(note.splitlines())
    return [(" " + tn("({n} line)", "({n} lines)", count), "aside")] if count > 1 else []


def _day(value: str, now: datetime) -> str:
    return when_understood(When(date.fromisoformat(value)), now) if value else ""


def _moment(value: str, now: datetime) -> str:
    """Return a stored day or instant in words."""
    if "T" not in value:
        return _day(value, now)
    at = datetime.fromisoformat(value).astimezone(now.tzinfo)
    return when_understood(When(at.date(), at), now)


def _next(answers: Answers, talk: Talk, now: datetime, page: Page) -> list[Part]:
    """Return the next step that there will be: the one that the answers set, the one that stands, or none."""
    waiting: Part = (t("they will be in touch") if answers.waiting else "", "")
    stands = talk.standing_step(now.date())
    if not answers.due and stands:
        is_waiting = stands.waiting or bool(answers.waiting)
        return _step(talk._replace(step=stands._replace(waiting=is_waiting)), now, page)
    if not answers.due:
        return joined([waiting, (t("no day of your own"), "overdue")], page.signs) if answers.waiting else []
    plan: Part = (t("own plan"), "plan") if answers.agreed == "no" else (t("agreed"), "agreed")
    words: list[Part] = [(_moment(answers.due, now), "due"), (t(answers.by) if answers.by else "", ""), plan]
    return joined([*words, (on_a_line(answers.why), ""), waiting], page.signs)
