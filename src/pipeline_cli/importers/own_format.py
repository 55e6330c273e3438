"""Recognise the project's own CSV: by its name and columns, or by its columns alone."""

from collections.abc import Mapping, Sequence

from pipeline_cli.domain.plain_rows import TABLES
from pipeline_cli.importers.columns_guess import Targets, guessed_targets
from pipeline_cli.importers.maps import DROPPED, own_columns
from pipeline_cli.importers.sheet import Sheet
from pipeline_cli.importers.sources import is_rejected

REASON = "reason"
"""The column that a file of rejected rows has at its end."""

REQUIRED: Mapping[str, tuple[frozenset[str], ...]] = {
    "customers": (frozenset(("name", "family_name", "given_name")),),
    "deals": (frozenset(("customer_ref", "customer")),),
    "activities": (
        frozenset(("at",)),
        frozenset(("kind",)),
        frozenset(("deal_ref", "customer_ref", "customer")),
    ),
    "next_steps": (frozenset(("deal_ref",)), frozenset(("due_at", "waiting"))),
    "stages": (frozenset(("deal_ref",)), frozenset(("stage",)), frozenset(("at",))),
}
"""For each table, the columns of which a file must have at least one each."""

HAS_DEFAULT = frozenset(("kind",))
"""Columns that a file of our own may lack: what it doesn't say is taken to be the usual."""


def own_table(sheet: Sheet) -> str | None:
    """Return the table of a file in the project's own CSV; None where it is another program's."""
    header, named = sheet.header, sheet.stem
    if named in TABLES:
        candidates = [named] if _is_complete(header, named) or _is_update(header, named) else []
    else:
        candidates = [table for table in TABLES if _is_mostly(header, table) and _is_complete(header, table)]
        if not candidates and _is_nameless(sheet):
            return "customers"
    fitting = [table for table in candidates if not _has_strange_names(sheet, table)]
    return max(fitting, key=lambda table: len(_shared(header, table)), default=None)


def own_targets(sheet: Sheet, table: str) -> Targets:
    """Return for each column which of a table's columns it is, by its exact name; none for a custom field."""
    targets = [(name,) if name in own_columns(table) else () for name in sheet.header]
    if has_reasons(sheet):
        targets[-1] = (DROPPED,)
    return tuple(targets)


def has_reasons(sheet: Sheet) -> bool:
    """Tell whether a file ends with the reasons for which an earlier import rejected its rows."""
    return is_rejected(sheet.path) and sheet.header[-1] == REASON


def _shared(header: Sequence[str], table: str) -> set[str]:
    return set(own_columns(table)) & set(header)


def _is_mostly(header: Sequence[str], table: str) -> bool:
    shared = len(_shared(header, table))
    return shared > 1 and shared * 2 > len(header)


def _is_complete(header: Sequence[str], table: str) -> bool:
    return all(needed & set(header) for needed in REQUIRED[table] if not needed & HAS_DEFAULT)


def _is_update(header: Sequence[str], table: str) -> bool:
    """Tell whether a file can change known rows, though it lacks what new ones need."""
    return "ref" in header and len(_shared(header, table)) > 1


def _is_nameless(sheet: Sheet) -> bool:
    """Tell whether a file is one of customers without their names: of known ones, whose company is no name."""
    is_told = {"ref", "company"} <= set(sheet.header) and _is_mostly(sheet.header, "customers")
    return is_told and not any(_strange_targets(sheet, "customers", of=table) for table in TABLES)


def _has_strange_names(sheet: Sheet, table: str) -> bool:
    """Tell whether a column that it lacks under our name seems to be there under another."""
    return bool(_strange_targets(sheet, table, of=table) & set(own_columns(table)) - _shared(sheet.header, table))


def _strange_targets(sheet: Sheet, table: str, *, of: str) -> set[str]:
    """Return what the columns that are none of a table's by their exact names seem to be, of the same or another."""
    names = sheet.header[:-1] if has_reasons(sheet) else sheet.header
    guesses = zip(names, guessed_targets(sheet, of), strict=False)
    return {target for name, targets in guesses if name not in own_columns(table) for target in targets}
