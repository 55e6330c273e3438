"""Look at the files of an import, and find out how each is to be read; nothing is written."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline_cli.domain.import_plan import DateQuestion, FilePlan
from pipeline_cli.domain.plain_rows import TABLES
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.importers.date_order import DateOrder, checked_order, order_of
from pipeline_cli.importers.headers import OPEN_PERSON, plain
from pipeline_cli.importers.layout import Layout, Prepared, date_texts
from pipeline_cli.importers.maps import DROPPED, Rule, column_map, columns_of, parse_rule
from pipeline_cli.importers.opening import open_tables
from pipeline_cli.importers.recognise import recognise, unrecognised
from pipeline_cli.importers.sheet import Sheet
from pipeline_cli.importers.sources import sources

__all__ = ["Preparation", "Prepared", "Wishes", "ambiguous_dates", "plan_of", "prepare_import", "with_order"]


class Wishes(NamedTuple):
    """What the user says of the files: ``--map``, ``--as``, ``--dates``, ``--encoding`` and ``--sheet``."""

    maps: tuple[str, ...] = ()
    table: str | None = None
    dates: str | None = None
    encoding: str | None = None
    worksheet: str | None = None


class Preparation(NamedTuple):
    """The tables of an import, and what of a folder, or of a workbook, holds something else."""

    files: tuple[Prepared, ...]
    left_out: tuple[str, ...]


def prepare_import(paths: Sequence[str], wishes: Wishes) -> Preparation:
    """Return the files to import, each with how it is read; the order of dates may still have to be asked for.

    Raises:
        UsageError: a file can't be read as text, or what it holds can't be told from what is said of it.
        StoreError: a file can't be opened.
    """
    rules = [parse_rule(typed) for typed in wishes.maps]
    order = None if wishes.dates is None else checked_order(wishes.dates)
    table = None if wishes.table is None else checked_table(wishes.table)
    found, left_out = [], []
    for sheet, is_named in _tables(paths, wishes):
        layout = recognise(sheet, rules, table)
        if layout is not None:
            dates = DateOrder(order) if order else order_of(date_texts(sheet, layout))
            found.append(Prepared(sheet, layout, dates))
        elif is_named:
            _check_targets(rules, sheet)
            raise unrecognised(sheet, rules)
        else:
            left_out.append(sheet.name)
    _check_rules(rules, found, table)
    if not found:
        raise _nothing(paths, left_out)
    return Preparation(tuple(found), tuple(left_out))


def plan_of(prepared: Prepared) -> FilePlan:
    """Return how a file will be read, to be shown."""
    sheet, layout, dates = prepared
    columns = zip(sheet.header, layout.targets, strict=True)
    return FilePlan(
        file=sheet.name,
        table=layout.table,
        is_own=layout.is_own,
        encoding=sheet.encoding,
        columns=tuple((header, None if DROPPED in targets else targets) for header, targets in columns),
        words=tuple(
            (sheet.header[position], word, ours)
            for position, words in layout.words.items()
            for word, ours in words.items()
        ),
        constants=layout.constants,
        order_shown=(dates.order, dates.column, dates.example) if dates.order and dates.column else None,
        question=DateQuestion(dates.column, dates.example, dates.readings) if dates.readings else None,
        hidden_rows=sheet.place.hidden if sheet.place else 0,
        totals=sheet.place.totals if sheet.place else (),
        unread=sheet.place.unread if sheet.place else (),
        person=_person(sheet, layout),
    )


def _person(sheet: Sheet, layout: Layout) -> tuple[str, str] | None:
    """Return the column that may hold the customer's person or one's own, and which was assumed."""
    said = [typed.rpartition("=")[0] for typed in layout.taken]
    below = [name for _, name in sheet.place.groups] if sheet.place else sheet.header
    for header, name, targets in zip(sheet.header, below, layout.targets, strict=False):
        is_open = plain(name) in OPEN_PERSON and not {header, name} & set(said)
        if is_open and targets in (("contact",), ("owner",)) and not layout.is_own:
            return header, targets[0]
    return None


def with_order(prepared: Prepared, order: str) -> Prepared:
    """Return a file whose dates are read in an order that the user said."""
    return prepared._replace(dates=DateOrder(checked_order(order)))


def ambiguous_dates(plan: FilePlan, question: DateQuestion) -> UsageError:
    """Return the error for dates that can't be read without knowing their order."""
    readings = ", ".join(f"{day} ({order})" for order, day in question.readings.items())
    return UsageError(
        t("{path}: the dates in column {column} can be read in several ways.", path=plan.file, column=question.column),
        why=t('"{example}" may be {readings}.', example=question.example, readings=readings),
        hint=t("Say which: --dates dmy, --dates mdy or --dates ymd"),
    )


def _tables(paths: Sequence[str], wishes: Wishes) -> Iterator[tuple[Sheet, bool]]:
    """Yield every table, and whether the user named it alone, so that it can't be something else."""
    for source in sources(paths):
        sheets = open_tables(source.path, wishes.encoding, wishes.worksheet)
        yield from ((sheet, source.is_named and len(sheets) == 1) for sheet in sheets)


def checked_table(text: str) -> str:
    """Return the name of a table that the user gave.

    Raises:
        UsageError: there is none.
    """
    if text not in TABLES:
        raise UsageError(
            t("There is no table {table}.", table=text), hint=t("Choose one of: {known}", known=", ".join(TABLES))
        )
    return text


def _check_rules(rules: Sequence[Rule], files: Sequence[Prepared], asked: str | None) -> None:
    """Refuse a ``--map`` that says nothing of any file: it was mistyped."""
    taken = {typed for prepared in files for typed in prepared.layout.taken}
    for rule in rules:
        if rule.typed in taken:
            continue
        headers = dict.fromkeys(header for prepared in files for header in prepared.sheet.header)
        raise _unfitting(rule, headers, _meant(files, asked))


def _meant(files: Sequence[Prepared], asked: str | None) -> tuple[str, ...]:
    """Return the tables that files may have been meant as: any, where that was guessed."""
    if asked is None and not all(prepared.layout.is_own for prepared in files):
        return TABLES
    return tuple(dict.fromkeys(prepared.layout.table for prepared in files))


def _check_targets(rules: Sequence[Rule], sheet: Sheet) -> None:
    """Refuse a ``--map`` of a column to what no table has, before it is said that a file is not recognised."""
    known = {DROPPED, *(column for table in TABLES for column in columns_of(table))}
    for rule in rules:
        mapped = column_map(rule, sheet)
        if mapped and mapped.target not in known:
            raise _unfitting(rule, sheet.header, TABLES)


def _unfitting(rule: Rule, headers: Iterable[str], tables: Iterable[str]) -> UsageError:
    ours = "; ".join(f"{table}: {', '.join(columns_of(table))}" for table in tables)
    is_ours = any(rule.right in (DROPPED, *columns_of(table)) for table in TABLES)
    return UsageError(
        t("--map {text}: the files have no column {column}.", text=rule.typed, column=rule.left)
        if is_ours or ":" in rule.left
        else t("--map {text}: there is no {column} that a column could be.", text=rule.typed, column=rule.right),
        why=t("Their columns: {columns}", columns=", ".join(headers)),
        hint=t("Ours: {columns}", columns=ours),
    )


def _nothing(paths: Sequence[str], left_out: Sequence[str]) -> UsageError:
    return UsageError(
        t("There is nothing to import in {paths}.", paths=", ".join(paths)),
        why=t("It can't be told what these hold: {files}", files=", ".join(left_out)),
        hint=t("Name one of them, and say what it is: --as customers, deals or activities"),
    )
