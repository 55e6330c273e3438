"""How records and their fields are called in the history, and how what was in a field is written."""

from datetime import date
from typing import Any

from pipeline_cli.dates import format_day
from pipeline_cli.domain.activity import KINDS
from pipeline_cli.domain.deal import IF_SOLVED, STATES
from pipeline_cli.domain.goal_words import measure_word
from pipeline_cli.domain.measure_names import metric_label
from pipeline_cli.domain.measures import METRICS
from pipeline_cli.domain.operation import RecordChange
from pipeline_cli.domain.stages import DEFAULT_KEYS
from pipeline_cli.domain.tally import KINDS as TALLIED
from pipeline_cli.i18n import listed, t
from pipeline_cli.money.amount import Money
from pipeline_cli.money.writing import format_money
from pipeline_cli.views.text import on_a_line, stage_name

FIELD_OF_WORDS = {"kind": (*KINDS, *TALLIED), "by": KINDS, "if_solved": IF_SOLVED}
"""Fields whose values are words of ours, and those words."""


def record_name(record: RecordChange) -> str:
    """Return what a record is, and whose: "deal #12, Aoki Printing"."""
    kind = {
        "customer": t("customer"),
        "deal": t("deal"),
        "activity": t("conversation"),
        "next_step": t("next step"),
        "stage_change": t("way of the deal"),
        "tally": t("day's count"),
        "plan": t("plan"),
        "budget": t("budget"),
        "goal": t("goal"),
        "stages": t("list of stages"),
    }.get(record.kind, record.kind)
    number = f"#{record.deal}" if record.deal else ""
    return listed(f"{kind} {number}".strip(), on_a_line(record.customer))


def what_was_done(record: RecordChange) -> str:
    """Return whether a record was made, changed or removed."""
    return {"made": t("new"), "changed": t("changed"), "removed": t("removed")}[record.what]


def field_value(name: str, value: Any, today: date) -> str:  # noqa: ANN401  # whatever a field holds
    """Return what is in a field, as a user reads it; "" where there is nothing."""
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    if isinstance(value, date):  # an instant is one too
        return format_day(value, today) if type(value) is date else _instant(value, today)
    if name == "stages":
        return listed(*map(_stage, value or ()))
    if isinstance(value, tuple):
        return format_money(value) if isinstance(value, Money) else listed(*map(on_a_line, value))
    return _word(name, "" if value is None else str(value))


def _stage(text: str) -> str:
    """Return a stage of a list: as the user called it, else as the program does."""
    return stage_name(text) if text in DEFAULT_KEYS else on_a_line(text)


def _instant(at: Any, today: date) -> str:  # noqa: ANN401  # a datetime, which type checkers take for a day
    return f"{format_day(at.date(), today)} {at:%H:%M}"


def _word(name: str, value: str) -> str:
    """Return a text, translated where it is a word of ours."""
    if name == "stage":
        return stage_name(value)
    if name == "state":
        return _state(value)
    if name == "metric" and value in METRICS:
        return metric_label(value)
    if name == "measure":
        return on_a_line(measure_word(value))
    return t(value) if value in FIELD_OF_WORDS.get(name, ()) else on_a_line(value)


def _state(value: str) -> str:
    """Return how a deal or a next step stands."""
    steps = {"kept": t("was kept"), "moved": t("moved"), "missed": t("missed"), "dropped": t("dropped")}
    return steps.get(value) or (t(value) if value in STATES else on_a_line(value))
