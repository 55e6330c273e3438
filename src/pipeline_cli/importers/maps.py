"""What the user says with ``--map``: ``their column=ours``, or ``column:their word=ours``."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline_cli.domain.names import fold
from pipeline_cli.domain.plain_rows import COLUMNS
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.importers.headers import BESIDE_DEALS, NAME_PARTS
from pipeline_cli.importers.sheet import Sheet

DROPPED = "-"
"""Stands for a column that is not read at all."""


class Rule(NamedTuple):
    """One ``--map``: as typed, and its two sides."""

    typed: str
    left: str
    right: str


class ColumnMap(NamedTuple):
    """A column of the file, by its position, and which of ours it is; DROPPED for none."""

    rule: Rule
    position: int
    target: str


class WordMap(NamedTuple):
    """A word in a column, which is named by its header or by ours, and what it means; "" is an empty cell."""

    rule: Rule
    column: str
    word: str
    meaning: str


def parse_rule(typed: str) -> Rule:
    """Return the two sides of a ``--map``.

    Raises:
        UsageError: it has no ``=``.
    """
    left, is_there, right = typed.rpartition("=")
    if not is_there:
        raise UsageError(
            t("--map {text} can't be read.", text=typed),
            hint=t('Write it like this: --map Account=customer, or --map "stage:Engaging=prospect"'),
        )
    return Rule(typed, left.strip(), right.strip())


def columns_of(table: str) -> tuple[str, ...]:
    """Return all of our columns that a column of a file may be mapped to."""
    return (*own_columns(table), *(BESIDE_DEALS if table == "deals" else ()))


def own_columns(table: str) -> tuple[str, ...]:
    """Return the columns that the project's own CSV may have."""
    more = {"customers": NAME_PARTS, "activities": ("customer", "seconds")}
    return (*COLUMNS[table], *more.get(table, ()))


def column_map(rule: Rule, sheet: Sheet) -> ColumnMap | None:
    """Return what a rule says of a whole column of a file; None where its left side is none."""
    position = _position(rule.left, sheet)
    return None if position is None else ColumnMap(rule, position, rule.right or DROPPED)


def word_map(rule: Rule, sheet: Sheet, table: str) -> WordMap | None:
    """Return what a rule says of one word of a column; None where the file has no such column."""
    ours = columns_of(table)
    for place, sign in enumerate(rule.left):
        column, word = rule.left[:place].strip(), rule.left[place + 1 :].strip()
        position = _position(column, sheet) if sign == ":" else None
        if position is not None:
            return WordMap(rule, sheet.header[position], word, rule.right)
        if sign == ":" and column in ours:
            return WordMap(rule, column, word, rule.right)
    return None


def _position(name: str, sheet: Sheet) -> int | None:
    """Return the position of a column by its name, apart from case and width, or by the part below a merged cell."""
    if name in sheet.header:
        return sheet.header.index(name)
    below = [one for _, one in sheet.place.groups] if sheet.place else []
    found = _only(name, sheet.header)
    return _only(name, below) if found is None else found


def _only(name: str, names: Sequence[str]) -> int | None:
    """Return the position of the only one of some names that is a name apart from case and width."""
    alike = [position for position, one in enumerate(names) if fold(one) == fold(name)]
    return alike[0] if len(alike) == 1 else None
