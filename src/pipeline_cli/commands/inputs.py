"""What is typed for an option, read into the domain's own types. Errors name the option."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

import typer

from pipeline_cli.commands.choice_words import choice_word, listed_choices
from pipeline_cli.commands.questions import confirm
from pipeline_cli.context import Run
from pipeline_cli.dates import DateError, Looking, When, parse_when
from pipeline_cli.dates.format import format_date
from pipeline_cli.dates.spans import Span
from pipeline_cli.domain.activity import KINDS
from pipeline_cli.domain.contact import promise_warnings
from pipeline_cli.domain.names import fold
from pipeline_cli.domain.next_step import CHANNELS, Due
from pipeline_cli.domain.stages import labels_of, stage_keys, stage_named, stages
from pipeline_cli.domain.text import taken_in, taken_in_line
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.money.amount import Money
from pipeline_cli.money.reading import parse_money
from pipeline_cli.services.who import deal_number
from pipeline_cli.views.understood import span_understood, when_understood

NOON = time(12)
LONG_AGO, SOON = timedelta(days=300), timedelta(days=31)
"""How far behind a day without a year has to lie, and how near the next one, for the next to be meant."""

NO_CONCERN = ("none", "no", "nothing", "-", "なし", "無し", "ない", "無い", "特になし")
"""What is typed for no concern, in either language, as ``fold`` compares."""


def due(run: Run, text: str | None) -> Due | None:
    """Return when a next step is due; what was understood is told on stderr."""
    if text is None:
        return None
    when = _when(run, text, "ahead", t("next"))
    return Due(when.on, when.at)


def confirm_date(run: Run, when: Due | None) -> None:
    """Ask about a next step that would be in the past, where somebody is there to be asked."""
    is_past = any(caution.code == "next_step_in_past" for caution in promise_warnings(when, run.now))
    if is_past and run.is_interactive and not confirm(t("The next step is in the past. Save it like that?")):
        raise typer.Abort


def name_dates(run: Run, *texts: str | None) -> None:
    """Have each date told with what it is for, where more than one is given."""
    run.names_dates = sum(text is not None for text in texts) > 1


def day(run: Run, text: str | None, looking: Looking, meaning: str = "") -> date | None:
    """Return a day; what was understood is told on stderr, and that a time is left out where one was given."""
    if text is None:
        return None
    when = parse_when(text, now=run.now, looking=looking)
    tell(run, when._replace(at=None), meaning, _time_left_out(when))
    return when.on


def deadline(run: Run, text: str) -> date:
    """Return the day that something is due; what was understood is told on stderr."""
    when = parse_when(text, now=run.now, looking="end")
    tell(run, when._replace(at=None), remark=_time_left_out(when))
    return when.on


def _time_left_out(when: When) -> str:
    return t("(only the day counts here, not the time)") if when.at else ""


def happened_at(run: Run, text: str | None, meaning: str = "") -> datetime:
    """Return when something happened: now where nothing is given, noon of a day without a time.

    Args:
        run: the run.
        text: what was typed.
        meaning: what it is the date of, if not of a conversation.

    Raises:
        UsageError: it is yet to come.
    """
    if text is None:
        return run.now
    when = _past(run, text, meaning)
    at = when.at or (run.now if when.on == run.today else datetime.combine(when.on, NOON, run.now.tzinfo))
    if at > run.now:
        raise UsageError(
            t("{when} is yet to come.", when=text),
            why=t("Only what has happened is written down."),
            hint=t("For what is planned: pipe next WHO {when}", when=text),
        )
    return at


def past_day(run: Run, text: str | None) -> date:
    """Return the day that something happened on: today where nothing is given.

    Raises:
        UsageError: it is yet to come.
    """
    if text is None:
        return run.today
    on = _past(run, text).on
    if on > run.today:
        raise _yet_to_come(text)
    return on


def _past(run: Run, text: str, meaning: str = "") -> When:
    """Return when something was; a day without a year is not last year's where this year's is about to come.

    Raises:
        UsageError: it is rather this year's.
    """
    when = parse_when(text, now=run.now, looking="back")
    if run.today - when.on > LONG_AGO and _is_about_to_come(run, text):
        raise _yet_to_come(text, t("For the one before, write its year: {day}", day=when.on.isoformat()))
    tell(run, when, meaning or t("it was"))
    return when


def _is_about_to_come(run: Run, text: str) -> bool:
    try:
        ahead = parse_when(text, now=run.now, looking="ahead").on
    except DateError:
        return False
    return timedelta(0) < ahead - run.today <= SOON


def _yet_to_come(text: str, hint: str = "") -> UsageError:
    return UsageError(
        t("{when} is yet to come.", when=text), why=t("Only what has happened is written down."), hint=hint
    )


def amounts(run: Run, given: Mapping[str, str | None], currency: Callable[[], str | None]) -> dict[str, Money]:
    """Return those amounts that are given; one that names no currency is in that of the deal, asked for if need be."""
    told = {name: text for name, text in given.items() if text is not None}
    known = (currency() if told else None) or run.currency
    return {name: parse_money(text, default_currency=known) for name, text in told.items()}


def stage(text: str | None) -> str | None:
    """Return a stage of an open deal by its key or label, or by a beginning that only it has."""
    if text is None:
        return None
    if text.casefold() in ("won", "lost"):
        raise UsageError(
            t("{stage} is no stage but a verdict.", stage=text),
            hint=t('Use --won or --lost REASON with "pipe log", or "pipe won" and "pipe lost".'),
        )
    return stage_named(text) or _begun_stage(text)


def _begun_stage(text: str) -> str:
    """Return the one stage whose key or label begins with a text.

    Raises:
        UsageError: there is none, or more than one; all of them are listed.
    """
    asked = text.strip().casefold()
    begun = {
        stage.key
        for stage in stages()
        for name in (stage.key, *labels_of(stage))
        if asked and name.casefold().startswith(asked)
    }
    return begun.pop() if len(begun) == 1 else one_of("stage", text, stage_keys())


def kind(text: str) -> str:
    """Return a kind of activity."""
    return one_of("kind", text, KINDS)


def channel(text: str | None) -> str:
    """Return the channel of a next step; "" where none is given."""
    return "" if text is None else one_of("channel", text, CHANNELS)


def numbers(text: str | None) -> tuple[int, ...]:
    """Return deal numbers written with commas between them: ``12,15`` or ``#12, #15``.

    Raises:
        UsageError: one of them is no number.
    """
    words = [] if text is None else [word for word in text.replace(",", " ").split() if word]
    read = [deal_number(word) for word in words]
    if None in read or (text is not None and not read):
        raise UsageError(
            t("Not a list of deal numbers: {text}", text=text), hint=t("Write it like this: {example}", example="12,15")
        )
    return tuple(number for number in read if number is not None)


def one_of(what: str, text: str, known: Sequence[str]) -> str:
    """Return the word that is meant: itself, in English or the user's language, or the only one that begins so.

    Raises:
        UsageError: there is no such word; all of them are listed.
    """
    asked = text.strip().casefold()
    named = {choice_word(what, word).casefold(): word for word in known} | {word: word for word in known}
    begun = {word for name, word in named.items() if asked and name.startswith(asked)}
    meant = [named[asked]] if asked in named else sorted(begun)
    if len(meant) != 1:
        raise UsageError(
            t("There is no {what} {text}.", what=t(what), text=text),
            hint=t("Choose one of: {known}", known=listed_choices(what, known)),
        )
    return meant[0]


def reason(text: str) -> str:
    """Return why a deal was lost.

    Raises:
        UsageError: no reason is given.
    """
    return taken_in_line(text, field=t("reason"), required=True)


def return_day(run: Run, text: str) -> date:
    """Return the day that a parked deal comes back.

    Raises:
        UsageError: it can't be read, or is not in the future.
    """
    when = parse_when(text, now=run.now, looking="ahead")
    until = when.on
    tell(run, when._replace(at=None), t("comes back"), _time_left_out(when))
    if until <= run.today:
        raise UsageError(
            t("A deal is parked until a day to come, and {day} is not.", day=format_date(until)),
            hint=t("Give a later day: +3mo, 2027-04-01"),
        )
    return until


def name(text: str) -> str:
    """Return a customer's name."""
    return taken_in_line(text, field=t("name"), required=True)


def lines(texts: Sequence[str] | None, field: str) -> tuple[str, ...]:
    """Return one-line texts as they are stored, each once, blank ones left out."""
    read = (line(text, field) for text in texts or ())
    return tuple(dict.fromkeys(text for text in read if text))


def line(text: str | None, field: str) -> str | None:
    """Return a one-line text as it is stored."""
    return None if text is None else taken_in_line(text, field=t(field))


def prose(text: str, field: str) -> str:
    """Return a text of any length as it is stored."""
    return taken_in(text, field=t(field))


def concern(text: str) -> str:
    """Return what they are unsure about, as it is stored; "" where a word says that there is nothing any more."""
    return "" if fold(text.strip()) in NO_CONCERN else prose(text, "concern")


def _when(run: Run, text: str, looking: Looking, meaning: str) -> When:
    when = parse_when(text, now=run.now, looking=looking)
    tell(run, when, meaning)
    return when


def tell_span(run: Run, span: Span) -> None:
    """Tell on stderr from when to when a period is that was called by its name."""
    if not run.has_told_dates:
        run.say(f"→ {span_understood(span, run.now)}")


def tell(run: Run, when: When, meaning: str = "", remark: str = "") -> None:
    """Tell on stderr how a date was understood, with its weekday, its distance and what to be warned of.

    Args:
        run: the run; its ``names_dates`` says whether the date is told with what it is for.
        when: the date.
        meaning: what it is for, in a word or two.
        remark: what else is to be said of it.
    """
    if not run.has_told_dates:
        told = (meaning if run.names_dates else "", "→", when_understood(when, run.now), remark)
        run.say(" ".join(filter(None, told)))
