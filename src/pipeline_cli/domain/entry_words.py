"""What an entry of the history says, in the language of whoever reads it.

Summaries are kept as texts. Those that are made of keys, days and counts are told again in words; what is in the
user's own words stays as it is.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from pipeline_cli.dates import format_day
from pipeline_cli.domain.field_words import field_word
from pipeline_cli.domain.goal_words import measure_word
from pipeline_cli.domain.measure_names import metric_label
from pipeline_cli.domain.measures import METRICS
from pipeline_cli.domain.plan_words import count_text
from pipeline_cli.domain.tally import KINDS
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import listed, t, tn
from pipeline_cli.money.reading import parse_money
from pipeline_cli.money.writing import format_short

_DAY: Final = r"\d{4}-\d{2}-\d{2}"
_CHANGES: Final = re.compile(r"(\w+): \+(\d+) ~(\d+)")
_KIND: Final = re.compile(rf"\b({'|'.join(KINDS)})\b(?= [-+=]\d)")
_ON: Final = re.compile(rf" \(({_DAY})\)$")
_COUNTS: Final = re.compile(r"\d[\d,]*")
_AMOUNT: Final = re.compile(rf"({'|'.join(METRICS)}) (.+?), ({_DAY}) – ({_DAY})(: .*)?", re.DOTALL)
_GOAL: Final = re.compile(r"(.+) (\d+)", re.DOTALL)
_STAGE: Final = re.compile(r"stage (add|move|rename|remove) (.+)", re.DOTALL)
_HANDED: Final = re.compile(r"stage remove (.+) → (.+), (\d+)", re.DOTALL)
_MOMENT: Final = re.compile(rf"({_DAY}) (\d\d:\d\d)")
_DECISIONS: Final = re.compile(r"\b(close|won|park|ask|keep)\b(?= #\d)")


def command_word(command: str) -> str:
    """Return what the history calls a command that changed something; in English its own name."""
    return {
        "add": t("add"),
        "config": t("config"),
        "demo": t("demo"),
        "doctor": t("doctor"),
        "edit": t("edit"),
        "forget": t("forget"),
        "import": t("import"),
        "kpi set": t("kpi set"),
        "kpi drop": t("kpi drop"),
        "log": t("log"),
        "lost": t("lost"),
        "merge": t("merge"),
        "move": t("move"),
        "next": t("next"),
        "park": t("park"),
        "plan": t("plan"),
        "plan drop": t("plan drop"),
        "prune": t("prune"),
        "redo": t("redo"),
        "reopen": t("reopen"),
        "restore": t("restore"),
        "review goal": t("review goal"),
        "tally": t("tally"),
        "undo": t("undo"),
        "won": t("won"),
    }.get(command, command)


def entry_text(command: str, summary: str, today: date) -> str:
    """Return an entry in a line: its command, and what it did."""
    return f"{command_word(command)} {summary_text(command, summary, today)}".strip()


def summary_text(command: str, summary: str, today: date) -> str:
    """Return the summary of an entry; as it was kept where it is in the user's own words."""
    told = _TOLD.get(command)
    return told(summary, today) if told else summary


def _tally(summary: str, today: date) -> str:
    on = _ON.search(summary)
    counts = listed(*_KIND.sub(_kind, summary[: on.start()] if on else summary).split(", "))
    return t("{what} ({day})", what=counts, day=_day(on[1], today)) if on else counts


def _kind(found: re.Match[str]) -> str:
    kind = found[1]
    return t(kind)


def _import(summary: str, _: date) -> str:
    """Return the files as they are called, and the counts behind them in words."""
    names, has_counts, counts = summary.rpartition(" (")
    return f"{names} ({_CHANGES.sub(_change, counts)}" if has_counts and _CHANGES.search(counts) else summary


def _change(found: re.Match[str]) -> str:
    table, new, changed = found.groups()
    return t("{table}: {new} new, {changed} changed", table=t(table), new=new, changed=changed)


def _demo(summary: str, _: date) -> str:
    counts = _COUNTS.findall(summary)
    if len(counts) != len(("customers", "deals")):
        return summary
    return t("{customers} customers, {deals} deals", customers=counts[0], deals=counts[1])


def _planned(summary: str, today: date) -> str:
    """Return a budget or a plan: its measure, amount and days."""
    found = _AMOUNT.fullmatch(summary)
    if not found:
        return summary
    metric, amount, first, last, note = found.groups()
    told = t(
        "{measure} {quota}, {first} to {last}",
        measure=metric_label(metric),
        quota=_amount(amount),
        first=_day(first, today),
        last=_day(last, today),
    )
    return told + (note or "")


def _amount(text: str) -> str:
    """Return an amount in few characters: a count with its counter, a share as it is, money as the language has it."""
    if text.isdecimal():
        return count_text(int(text))
    try:
        return format_short(parse_money(text, default_currency="")) if " " in text else text
    except UsageError:
        return text


def _goal(summary: str, _: date) -> str:
    found = _GOAL.fullmatch(summary)
    return t("{measure}, {n:,} a day", measure=measure_word(found[1]), n=int(found[2])) if found else summary


def _stages(summary: str, _: date) -> str:
    """Return what was done to a stage, and where its deals went."""
    handed = _HANDED.fullmatch(summary)
    if handed:
        deals = tn("{n} deal", "{n} deals", int(handed[3]))
        return t("{from_stage} → {to_stage}, {deals}", from_stage=handed[1], to_stage=handed[2], deals=deals)
    found = _STAGE.fullmatch(summary)
    if not found:
        return summary
    action, key = found.groups()
    return {
        "add": t("stage {key} added", key=key),
        "move": t("stage {key} moved", key=key),
        "rename": t("stage {key} renamed", key=key),
        "remove": t("stage {key} removed", key=key),
    }[action]


def _restored(summary: str, today: date) -> str:
    found = _MOMENT.fullmatch(summary)
    return f"{_day(found[1], today)} {found[2]}" if found else summary


def _edited(summary: str, _: date) -> str:
    """Return whose record it was, and the fields by their names."""
    whose, is_told, fields = summary.rpartition(": ")
    return f"{whose}: {listed(*map(field_word, fields.split(', ')))}" if is_told else summary


def _decided(summary: str, _: date) -> str:
    return _DECISIONS.sub(_decision, summary)


def _decision(found: re.Match[str]) -> str:
    return {
        "close": t("let go"),
        "won": t("won"),
        "park": t("parked"),
        "ask": t("ask for a decision"),
        "keep": t("kept"),
    }[found[1]]


def _turned(summary: str, today: date) -> str:
    """Return the entries that were taken back, or brought back, each with its command."""
    begins = [found.start(1) for found in _COMMANDS.finditer(summary)]
    if not begins or begins[0]:
        return summary
    entries = (summary[at:end].removesuffix(", ") for at, end in zip(begins, [*begins[1:], None], strict=True))
    return listed(*(_entry(one, today) for one in entries))


def _entry(text: str, today: date) -> str:
    command = next(name for name in _NAMES if f"{text} ".startswith(f"{name} "))
    return entry_text(command, text[len(command) :].strip(), today)


def _day(text: str, today: date) -> str:
    return format_day(date.fromisoformat(text), today)


_TOLD: Final[Mapping[str, Callable[[str, date], str]]] = {
    "config": _stages,
    "demo": _demo,
    "edit": _edited,
    "import": _import,
    "kpi drop": _planned,
    "kpi set": _planned,
    "plan": _planned,
    "plan drop": _planned,
    "prune": _decided,
    "redo": _turned,
    "restore": _restored,
    "review goal": _goal,
    "tally": _tally,
    "undo": _turned,
}
_NAMES: Final = (
    *("kpi drop", "kpi set", "plan drop", "review goal", "add", "config", "demo", "doctor", "edit", "import", "log"),
    *("lost", "merge", "move", "next", "park", "plan", "prune", "reopen", "restore", "tally", "won"),
)
"""Commands whose entries can be taken back, the longer names first."""

_COMMANDS: Final = re.compile(rf"(?:^|, )({'|'.join(_NAMES)})(?= |,|$)")
