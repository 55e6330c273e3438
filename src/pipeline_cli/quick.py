"""The forms typed many times a day, recognised and answered before Typer is loaded.

Loading Typer takes three times as long as answering. What is not recognised here, ``--help`` included, goes to the
Typer command, which calls the same functions.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from pipeline_cli.context import Run
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t

Answer = Callable[[Run], None]

MOST_DIGITS = 4
"""Of a number that is read here; a larger one, and 0, is left to Typer, which knows what is allowed."""


MOST_SHOWN = 50


class Form(NamedTuple):
    """A command that is answered quickly: its function, and the options that it takes, by their parameter."""

    answer: Callable[..., None]
    texts: dict[str, str]
    numbers: dict[str, str]


def today(run: Run, *, on: str | None = None, days: int = 1, limit: int | None = None) -> None:
    """Show what asks for attention on a day; without a limit, as much of each list as makes a morning's screen."""
    from pipeline_cli.services.todays_agenda import todays_agenda

    day = run.today if on is None else _day(run, on)
    try:
        agenda = todays_agenda(run.store, run.now, on=day, days=days, limit=MOST_SHOWN if limit is None else limit)
    except OverflowError as error:
        raise UsageError(
            t("The calendar does not reach that far."), hint=t("Give a day nearer to today, or fewer days.")
        ) from error
    if run.settings.json:
        from pipeline_cli.views.as_json import agenda_json

        run.write_json(agenda_json(agenda))
    else:
        from pipeline_cli.views.today import agenda_screen

        if not run.has_no_store:  # then what to do first is said instead
            run.console.print(agenda_screen(agenda, is_whole=limit is not None))


def status(run: Run, *, format_: str | None = None) -> None:
    """Print one short line: overdue, due today, without a next step."""
    from pipeline_cli.services.pipeline_status import pipeline_status
    from pipeline_cli.views.status import checked_template, status_line

    checked_template(format_)

    counts = pipeline_status(run.store, run.now)
    if run.settings.json:
        run.write_json(counts._asdict())
    else:
        run.write_line(status_line(counts, format_))


def brief(run: Run) -> None:
    """Say what the day brings, and the commands that matter: what ``pipe`` alone answers."""
    from pipeline_cli.services.pipeline_status import pipeline_status
    from pipeline_cli.views.brief import brief as brief_text

    counts = pipeline_status(run.store, run.now)
    if run.settings.json:
        run.write_json(counts._asdict())
    else:
        run.write_line(brief_text(counts))


FORMS = {
    "today": Form(today, texts={"--on": "on"}, numbers={"--days": "days", "--limit": "limit"}),
    "status": Form(status, texts={"--format": "format_"}, numbers={}),
}

ALONE = Form(brief, texts={}, numbers={})
"""What ``pipe`` without any word is."""


def quick_answer(words: Sequence[str]) -> Answer | None:
    """Return what answers a command line, its options already read; None where Typer has to read it."""
    form = FORMS.get(words[0]) if words else ALONE
    if form is None:
        return None
    options: dict[str, str | int] = {}
    rest = iter(words[1:])
    for word in rest:
        name, has_value, value = word.partition("=")
        value = value if has_value else next(rest, "")
        if name in form.texts and value:
            options[form.texts[name]] = value
        elif name in form.numbers and value.strip("0") and value.isdecimal() and len(value) <= MOST_DIGITS:
            options[form.numbers[name]] = int(value)
        else:
            return None
    return lambda run: form.answer(run, **options)


def _day(run: Run, text: str) -> date:
    from pipeline_cli.dates import parse_when
    from pipeline_cli.views.understood import when_understood

    when = parse_when(text, now=run.now)
    run.say(f"→ {when_understood(when, run.now)}")
    return when.on
