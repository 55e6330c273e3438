"""The fields that ``pipe edit`` changes: by which option, under which name in the editor, and how each is read."""

from collections.abc import Callable, Mapping
from datetime import datetime, time
from typing import Any, Final, NamedTuple

from pipeline_cli.commands import inputs
from pipeline_cli.context import Run
from pipeline_cli.domain.activity import MOST_MINUTES
from pipeline_cli.domain.deal import IF_SOLVED
from pipeline_cli.domain.edits import Edits
from pipeline_cli.errors import NotFoundError, PipeError, UsageError
from pipeline_cli.i18n import t

Read = Callable[[Run, Any], Any]
Given = Mapping[str, Mapping[str, Any]]
"""Values as they were typed, by section and field."""

MONEY: Final = ("value", "profit", "mrr")
TEXTS: Final = ("phones", "emails", "tags")
DATES: Final = ("decides_on", "opened_at", "closed_at", "parked_until", "due", "at")
FLAGS: Final = ("agreed", "waiting", "inbound", "reached", "appointment", "thanked")


class Problem(NamedTuple):
    """A value that can't be read, and where it stands."""

    section: str
    field: str
    error: PipeError


def _emptied(read: Read, nothing: object = None) -> Read:
    """Return how a field is read that "" empties."""
    return lambda run, value: nothing if value == "" else read(run, value)


def _as_given(_: Run, value: object) -> object:
    return value


def _minutes(_: Run, value: object) -> int:
    text = str(value)
    if not text.isdecimal() or len(text) > len(str(MOST_MINUTES)) or int(text) > MOST_MINUTES:
        raise UsageError(t("It is a whole number from {least} to {most}.", least=0, most=MOST_MINUTES))
    return int(text)


FIELDS: Final[dict[str, dict[str, Read]]] = {
    "customer": {
        "name": lambda _, text: inputs.name(text),
        "reading": lambda _, text: inputs.line(text, "reading"),
        "company": lambda _, text: inputs.line(text, "company"),
        "phones": lambda _, texts: list(inputs.lines(texts, "phone")),
        "emails": lambda _, texts: list(inputs.lines(texts, "email")),
        "tags": lambda _, texts: list(inputs.lines(texts, "tag")),
        "memo": lambda _, text: inputs.prose(text, "memo"),
    },
    "deal": {
        "title": lambda _, text: inputs.line(text, "title"),
        "stage": lambda _, text: inputs.stage(text),
        "value": _as_given,
        "profit": _as_given,
        "mrr": _as_given,
        "if_solved": _emptied(lambda _, text: inputs.one_of("answer", text, IF_SOLVED), ""),
        "decides_on": _emptied(lambda run, text: inputs.day(run, text, "end", t("decides"))),
        "source": lambda _, text: inputs.line(text, "source"),
        "owner": lambda _, text: inputs.line(text, "owner"),
        "tags": lambda _, texts: list(inputs.lines(texts, "tag")),
        "opened_at": lambda run, text: inputs.happened_at(run, text, t("opened")),
        "closed_at": lambda run, text: inputs.happened_at(run, text, t("closed")),
        "parked_until": inputs.return_day,
        "lost_reason": lambda _, text: inputs.line(text, "reason"),
        "concern": lambda _, text: inputs.concern(text),
    },
    "next_step": {
        "due": _emptied(inputs.due),
        "by": _emptied(lambda _, text: inputs.channel(text), ""),
        "why": lambda _, text: inputs.line(text, "reason"),
        "agreed": _as_given,
        "waiting": _as_given,
    },
    "activity": {
        "at": inputs.happened_at,
        "kind": lambda _, text: inputs.kind(text),
        "minutes": _emptied(_minutes),
        "reached": _as_given,
        "inbound": _as_given,
        "appointment": _as_given,
        "valid": _emptied(_as_given),
        "thanked": _as_given,
        "helped": lambda _, text: inputs.prose(text, "help given"),
        "note": lambda _, text: inputs.prose(text, "note"),
    },
}
"""How each field is read. Those that may have several lines stand last."""

OPTIONS: Final[dict[str, tuple[str, str]]] = {
    **{name: ("customer", name) for name in ("name", "reading", "company", "memo")},
    "phone": ("customer", "phones"),
    "email": ("customer", "emails"),
    "customer_tag": ("customer", "tags"),
    **{
        name: ("deal", name)
        for name in ("title", "stage", *MONEY, "concern", "if_solved", "source", "owner", "lost_reason")
    },
    "decides": ("deal", "decides_on"),
    "tag": ("deal", "tags"),
    "opened": ("deal", "opened_at"),
    "closed": ("deal", "closed_at"),
    "until": ("deal", "parked_until"),
    **{name: ("next_step", name) for name in FIELDS["next_step"]},
    **{name: ("activity", name) for name in FIELDS["activity"]},
}
"""The field that each option of ``pipe edit`` changes, by the option's parameter."""


def given_by(params: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the values of the options that were given, by section and field."""
    given: dict[str, dict[str, Any]] = {section: {} for section in FIELDS}
    for name, (section, field) in OPTIONS.items():
        if params[name] is not None and params[name] != ():
            given[section][field] = params[name]
    return given


def read_edits(run: Run, given: Given, currency: Callable[[], str | None]) -> tuple[Edits, list[Problem]]:
    """Read what was typed.

    Args:
        run: the run.
        given: the values as they were typed.
        currency: asked for that of the deal where an amount names none.

    Returns:
        What can be read, and what can't; nothing may be saved while there is any of that.
    """
    inputs.name_dates(run, *(value for _, field, value in _each(given) if field in DATES and value))
    problems: list[Problem] = []
    read: dict[str, dict[str, Any]] = {section: {} for section in (*FIELDS, "money")}
    for section, field, value in _each(given):
        is_money = section == "deal" and field in MONEY
        try:
            new = _amount(run, value, currency) if is_money else FIELDS[section][field](run, value)
        except NotFoundError:  # of the deal whose currency is asked for: no value is to blame
            raise
        except PipeError as error:
            problems.append(Problem(section, field, error))
        else:
            read["money" if is_money else section][field] = new
    edits = Edits(read["customer"], read["deal"], read["money"], read["activity"], read["next_step"])
    return edits, problems


def _each(given: Given) -> list[tuple[str, str, Any]]:
    return [(section, field, value) for section, fields in given.items() for field, value in fields.items()]


def _amount(run: Run, text: str, currency: Callable[[], str | None]) -> object:
    return inputs.amounts(run, {"value": text}, currency)["value"] if text else None


def typed(instant: datetime) -> str:
    """Return an instant as it can be typed again."""
    has_seconds = instant.time() != time(instant.hour, instant.minute)
    return f"{instant:%Y-%m-%d %H:%M:%S}" if has_seconds else f"{instant:%Y-%m-%d %H:%M}"
