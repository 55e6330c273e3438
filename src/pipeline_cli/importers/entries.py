"""Read a file's records into plain rows; a record that can't be read is named with the reason."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from pipeline_cli.domain.formula_guard import unguarded
from pipeline_cli.domain.names import fold
from pipeline_cli.domain.plain_rows import CLEARABLE, COLUMNS, CUSTOM_MARK, KEEPS_CUSTOM, Entry, Origin
from pipeline_cli.errors import PipeError
from pipeline_cli.i18n import t
from pipeline_cli.importers.cells import AMOUNTS, PROSE, Converter, Reading, converter, prose, stored_stage
from pipeline_cli.importers.finish import FINISH
from pipeline_cli.importers.headers import SEVERAL
from pipeline_cli.importers.layout import Layout, Prepared
from pipeline_cli.importers.maps import DROPPED
from pipeline_cli.importers.sheet import Record


class Unread(NamedTuple):
    """A record that could not be read."""

    origin: Origin
    reason: str


class _Field(NamedTuple):
    """How the cell at a position is read: for one of our columns, or "" for a custom field."""

    position: int
    header: str
    target: str
    words: Mapping[str, str]


class _Plan(NamedTuple):
    """How every record of a file is read."""

    fields: tuple[_Field, ...]
    readers: Mapping[str, Converter]
    constants: Mapping[str, str]
    clean: Callable[[str], str]
    clearable: tuple[_Field, ...]


def read_entries(prepared: Prepared, reading: Reading, file: int, *, is_raw: bool = False) -> Iterator[Entry | Unread]:
    """Yield the rows of a file.

    Args:
        prepared: the file, and how its columns and words are understood.
        reading: what its cells alone do not say.
        file: its number in the import.
        is_raw: whether cells of our own CSV are taken as they stand, as an export with --raw wrote them.
    """
    plan = _plan(prepared, is_raw=is_raw)
    is_own, finish = prepared.layout.is_own, FINISH[prepared.layout.table]
    for record in prepared.sheet.records():
        origin = Origin(file, record.number, record.line)
        try:
            yield finish(origin, _values(record, plan, reading), is_own=is_own)
        except ValueError as error:
            yield Unread(origin, str(error))


def _plan(prepared: Prepared, *, is_raw: bool) -> _Plan:
    layout, header = prepared.layout, prepared.sheet.header
    fields = tuple(
        _Field(position, header[position], target, layout.words.get(position, {}))
        for position, targets in enumerate(layout.targets)
        for target in targets or ("",)
        if target != DROPPED
    )
    targets = {field.target for field in fields if field.target} | set(layout.constants)
    is_whole = layout.is_own and set(COLUMNS[layout.table]) <= targets
    # The currency and the ref are read before the amounts, which are in that currency, or in that of the known deal.
    readers = {target: converter(layout.table, target) for target in sorted(targets, key=AMOUNTS.__contains__)}
    if is_whole and "stage" in readers:  # an export comes back exactly, whatever was configured since
        readers["stage"] = stored_stage
    clearable = tuple(field for field in fields if _is_clearable(layout, field.target)) if layout.is_own else ()
    return _Plan(fields, readers, layout.constants, unguarded if layout.is_own and not is_raw else str, clearable)


def _is_clearable(layout: Layout, target: str) -> bool:
    """Tell whether an empty cell says that something is not known: of a column of ours, or of a custom field."""
    if target:
        return target in CLEARABLE[layout.table] and target not in layout.constants
    return layout.table in KEEPS_CUSTOM


def _cleared(record: Record, plan: _Plan) -> frozenset[str]:
    """Return the columns that a record leaves empty; custom fields are named with their mark."""
    cells = record.cells
    empty = (field for field in plan.clearable if not cells[field.position].strip())
    return frozenset(field.target or CUSTOM_MARK + field.header.removeprefix(CUSTOM_MARK) for field in empty)


def _values(record: Record, plan: _Plan, reading: Reading) -> dict[str, Any]:
    """Return what a record says, by our columns.

    Raises:
        ValueError: some of it can't be read; the message says what, and why.
    """
    if record.problem:
        raise ValueError(record.problem)
    texts, custom = _texts(record, plan)
    values: dict[str, Any] = {"custom": custom}
    if plan.clearable:
        values["cleared"] = _cleared(record, plan)
    target = ""
    try:
        for target, read in plan.readers.items():
            text = texts.get(target) or plan.constants.get(target)
            if text:
                values[target] = read(text, target, _in_currency(values, reading) if target in AMOUNTS else reading)
        for target, text in custom.items():
            prose(text, target, reading)
    except (PipeError, ValueError) as error:
        raise ValueError(_reason(plan, target, error)) from error
    return values


def _in_currency(values: Mapping[str, Any], reading: Reading) -> Reading:
    """Return how bare amounts are read: in the currency that their row names, else that of the known deal."""
    currency, ref = values.get("currency"), values.get("ref")
    if currency is None and ref and reading.currency_of:
        currency = reading.currency_of(ref)
    return reading._replace(currency=currency) if currency else reading


def _texts(record: Record, plan: _Plan) -> tuple[dict[str, str], dict[str, str]]:
    """Return the texts of a record by our column, and its custom fields."""
    texts: dict[str, str] = {}
    custom: dict[str, str] = {}
    cells = record.cells
    for position, header, target, words in plan.fields:
        cell = cells[position]
        if not cell and not words:
            continue
        cell = plan.clean(cell)
        if words:
            cell = words.get(fold(cell.strip()), cell)
        text = cell if target in PROSE else cell.strip()
        if text and not target:
            custom[header.removeprefix(CUSTOM_MARK)] = cell
        elif text:
            texts[target] = f"{texts[target]};{text}" if target in SEVERAL and target in texts else text
    return texts, custom


def _reason(plan: _Plan, target: str, error: PipeError | ValueError) -> str:
    """Return which column of the file can't be read, and why."""
    header = next((field.header for field in plan.fields if field.target == target), target)
    why = f"{error.what} {error.why}".strip() if isinstance(error, PipeError) else str(error)
    return t("{column}: {reason}", column=header, reason=why)
