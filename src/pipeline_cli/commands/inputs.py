"""What is typed for an option, read into the domain's own types. Errors name the option."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time

import typer

from pipeline_cli.context import Run
from pipeline_cli.dates import Looking, When, distance, format_when, note_text, parse_when
from pipeline_cli.domain.activity import KINDS
from pipeline_cli.domain.contact import promise_warnings
from pipeline_cli.domain.deal import STAGES
from pipeline_cli.domain.next_step import CHANNELS, Due
from pipeline_cli.domain.text import taken_in, taken_in_line
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.money.amount import Money
from pipeline_cli.money.reading import parse_money
from pipeline_cli.services.who import deal_number

NOON = time(12)
MOST_MINUTES = 10_000
"""The longest contact, in minutes: a week."""


def due(run: Run, text: str | None) -> Due | None:
    """Return when a next step is due; what was understood is told on stderr."""
    if text is None:
        return None
    when = _when(run, text, "ahead")
    return Due(when.on, when.at)


def confirm_date(run: Run, when: Due | None) -> None:
    """Ask about a next step that would be in the past, where somebody is there to be asked."""
    is_past = any(caution.code == "next_step_in_past" for caution in promise_warnings(when, run.now))
    if is_past and run.is_interactive:
        typer.confirm(t("The next step is in the past. Save it like that?"), abort=True, err=True)


def day(run: Run, text: str | None, looking: Looking) -> date | None:
    """Return a day; what was understood is told on stderr."""
    return None if text is None else _when(run, text, looking).on


def happened_at(run: Run, text: str | None) -> datetime:
    """Return when something happened: now where nothing is given, noon of a day without a time.

    Raises:
        UsageError: it is yet to come.
    """
    if text is None:
        return run.now
    when = _when(run, text, "back")
    at = when.at or (run.now if when.on == run.today else datetime.combine(when.on, NOON, run.now.tzinfo))
    if at > run.now:
        raise UsageError(
            t("{when} is yet to come.", when=text),
            why=t("Only what has happened is written down."),
            hint=t("For what is planned: pipe next WHO {when}", when=text),
        )
    return at


def amounts(run: Run, given: Mapping[str, str | None], currency: Callable[[], str | None]) -> dict[str, Money]:
    """Return those amounts that are given; one that names no currency is in that of the deal, asked for if need be."""
    told = {name: text for name, text in given.items() if text is not None}
    known = (currency() if told else None) or run.currency
    return {name: parse_money(text, default_currency=known) for name, text in told.items()}


def stage(text: str | None) -> str | None:
    """Return a stage of an open deal by its name, or by a beginning that only it has."""
    if text is None:
        return None
    if text.casefold() in ("won", "lost"):
        raise UsageError(
            t("{stage} is no stage but a verdict.", stage=text),
            hint=t('Use --won or --lost REASON with "pipe log", or "pipe won" and "pipe lost".'),
        )
    return one_of("stage", text, STAGES)


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
    named = {**{t(word).casefold(): word for word in known}, **{word: word for word in known}}
    begun = {word for name, word in named.items() if asked and name.startswith(asked)}
    meant = [named[asked]] if asked in named else sorted(begun)
    if len(meant) != 1:
        raise UsageError(
            t("There is no {what} {text}.", what=t(what), text=text),
            hint=t("Choose one of: {known}", known=", ".join(known)),
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
    until = _when(run, text, "ahead").on
    if until <= run.today:
        raise UsageError(
            t("A deal is parked until a day to come, and {day} is not.", day=until.isoformat()),
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


def _when(run: Run, text: str, looking: Looking) -> When:
    when = parse_when(text, now=run.now, looking=looking)
    remarks = "".join(f"  ({note_text(code, when)})" for code in when.notes)
    if not run.has_told_dates:
        understood = t("{when}, {distance}", when=format_when(when, run.now), distance=distance(when.on, run.today))
        run.say(f"→ {understood}{remarks}")
    return when
