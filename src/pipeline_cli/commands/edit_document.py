"""A record as TOML for the editor, and what was changed in it; whatever is wrong is marked in place."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final, NamedTuple

from pipeline_cli.commands.edit_fields import FIELDS, FLAGS, TEXTS, Problem, typed
from pipeline_cli.commands.edit_remarks import field_remark, section_remark
from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.edits import Editable
from pipeline_cli.domain.next_step import NextStep
from pipeline_cli.i18n import sentences, t
from pipeline_cli.money.amount import Money, plain

Document = dict[str, dict[str, Any]]

MARK: Final = "#>> "
"""Begins a line that says what is wrong with the line below. Such lines are taken out before the text is read."""

ONLY_OF: Final = {
    "stage": ("open",),
    "lost_reason": ("lost",),
    "closed_at": ("won", "lost"),
    "parked_until": ("parked",),
}
"""Fields that only deals in some states have."""

NO_STEP: Final = {"due": "", "by": "", "why": "", "agreed": True, "waiting": False}
"""What an open deal without a next step is given to fill in."""

_ESCAPES = {ord("\\"): "\\\\", ord("\n"): "\n", ord("\t"): "\\t"}
_ESCAPES |= {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F) if code not in _ESCAPES}
_LINE = re.compile(r"at line (\d+)")
_PLACE = re.compile(r" \(at [^)]*\)$")


class Mistake(NamedTuple):
    """What is wrong with a line of a text; the first is 1."""

    line: int
    told: str


def document_of(records: Editable) -> Document:
    """Return the fields of records as they are written in the editor."""
    document: Document = {"customer": _plain(records.customer._asdict(), FIELDS["customer"])}
    if records.deal:
        document["deal"] = _deal_fields(records.deal, records.owner)
    if records.step:
        document["next_step"] = _step_fields(records.step)
    elif records.deal and records.deal.is_open:
        document["next_step"] = dict(NO_STEP)
    if records.activity:
        document["activity"] = _plain(records.activity._asdict(), FIELDS["activity"])
        document["activity"]["at"] = typed(records.activity.at)
    return document


def toml_text(document: Document) -> str:
    """Return a document as TOML, with a line on top of how to go on, and behind a field what it takes."""
    lines = [f"# {t('Change what you like, then save and close. An empty file changes nothing.')}"]
    for section, fields in document.items():
        lines += ["", f"[{section}]{_behind(section_remark(section, fields))}"]
        lines += [f"{name} = {_toml(value)}{_behind(field_remark(name))}" for name, value in fields.items()]
    return "\n".join(lines) + "\n"


def without_marks(text: str) -> str:
    """Return a text without the lines that say what is wrong."""
    return "\n".join(line for line in text.split("\n") if not line.startswith(MARK))


def is_emptied(text: str) -> bool:
    """Tell whether nothing but comments is left in a text."""
    return all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines())


def marked(text: str, mistakes: Iterable[Mistake]) -> str:
    """Return a text with a line above each line in which something is wrong."""
    lines = text.split("\n")
    for mistake in sorted(mistakes, reverse=True):
        lines.insert(max(mistake.line, 1) - 1, f"{MARK}{' '.join(mistake.told.split())}")
    return "\n".join(lines)


def changes_in(text: str, before: Document) -> tuple[Document, list[Mistake]]:
    """Return the values that differ from a document, and what can't be one. A field that is left out is not changed."""
    try:
        after = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        why = _PLACE.sub("", str(error))
        return {}, [Mistake(_line_said(str(error), text), t("This is no TOML: {why}", why=why))]
    mistakes = [*_foreign(after, before, text)]
    changes: Document = {}
    if not mistakes:
        changes = {section: _differing(fields, before[section]) for section, fields in after.items()}
        mistakes = [
            Mistake(line_of(text, section, name), _expected(before[section][name]))
            for section, fields in changes.items()
            for name, value in fields.items()
            if not _is_like(name, value)
        ]
    return changes, mistakes


def mistakes_of(problems: Sequence[Problem], text: str) -> list[Mistake]:
    """Return the lines of a text that hold what can't be read."""
    return [
        Mistake(line_of(text, section, field), sentences(error.what, error.why, error.hint))
        for section, field, error in problems
    ]


def line_of(text: str, section: str, name: str = "") -> int:
    """Return the line on which a section begins, or a field of it; 1 where it is not found."""
    at = 1
    is_inside = False
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("["):
            is_inside = line.partition("#")[0].strip().strip("[] ") == section
            at = number if is_inside else at
        if is_inside and name and line.partition("=")[0].strip().strip("\"'") == name:
            return number
    return at


def _plain(values: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Return some values as TOML has them: nothing is "", a list a list."""
    told = {name: values[name] for name in names if name in values}
    return {name: "" if value is None else list(value) if name in TEXTS else value for name, value in told.items()}


def _behind(remark: str) -> str:
    return f"  # {remark}" if remark else ""


def _deal_fields(deal: Deal, owner: str) -> dict[str, Any]:
    values = deal._asdict() | {name: _amount(money) for name, money in deal.amounts.items()} | {"owner": owner}
    values["opened_at"] = typed(deal.opened_at)
    values["closed_at"] = deal.closed_at and typed(deal.closed_at)
    values |= {name: values[name] and values[name].isoformat() for name in ("decides_on", "parked_until")}
    return _plain(values, (name for name in FIELDS["deal"] if deal.state in ONLY_OF.get(name, (deal.state,))))


def _step_fields(step: NextStep) -> dict[str, Any]:
    due = "" if step.due is None else typed(step.due.at) if step.due.at else step.due.on.isoformat()
    return _plain({**step._asdict(), "due": due}, FIELDS["next_step"])


def _amount(money: Money | None) -> str:
    return f"{money.currency} {plain(money)}" if money else ""


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    text = str(value)
    if not isinstance(value, str):
        return text
    escaped = text.translate(_ESCAPES)
    if "\n" not in escaped:
        return '"' + escaped.replace('"', '\\"') + '"'
    escaped = escaped.replace('"""', '""\\"')
    return '"""\n' + (f'{escaped[:-1]}\\"' if escaped.endswith('"') else escaped) + '"""'


def _foreign(after: Mapping[str, Any], before: Document, text: str) -> Iterable[Mistake]:
    """Yield what stands in a text and is no field of these records."""
    for section, fields in after.items():
        if section not in before or not isinstance(fields, dict):
            place = line_of(text, section) if isinstance(fields, dict) else 1
            yield Mistake(place, _unknown(section, list(before)))
            continue
        for name in fields.keys() - before[section].keys():
            yield Mistake(line_of(text, section, name), _unknown(name, list(before[section])))


def _unknown(name: str, known: list[str]) -> str:
    """Return what is said of a name that there is not here, with the one that is like it, or all that there are."""
    like = get_close_matches(name, known, n=1)
    told = t("There is no field {name} here.", name=name)
    return sentences(told, t("Perhaps: {names}", names=", ".join(like or known)))


def _differing(fields: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields whose values, or their types, are others than before."""
    return {name: value for name, value in fields.items() if (value, type(value)) != (before[name], type(before[name]))}


def _is_like(name: str, value: object) -> bool:
    """Tell whether a value is of a type that a field can have."""
    if name in TEXTS:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if name in FLAGS:
        return isinstance(value, bool)
    if name == "valid":
        return isinstance(value, bool) or value == ""
    return isinstance(value, str) or (name == "minutes" and type(value) is int)


def _expected(before: object) -> str:
    if isinstance(before, list):
        return t('Write a list: ["one", "two"]')
    if isinstance(before, bool):
        return t("Write true or false.")
    return t('Write it between quotes: "…"')


def _line_said(message: str, text: str) -> int:
    found = _LINE.search(message)
    return int(found[1]) if found else len(text.splitlines())
