"""What is said of the files of an import before it begins: how each will be read."""

import shlex
from collections.abc import Iterator

from pipeline_cli.domain.import_plan import FilePlan
from pipeline_cli.i18n import listed, t, tn
from pipeline_cli.views.import_words import columns_text, word_of_ours

USUAL_ENCODINGS = ("utf-8", "utf-8-sig")
_WORDS_SHOWN = 50
_ROWS_SHOWN = 10


def guess_lines(plan: FilePlan) -> Iterator[str]:
    """Yield what a file of another program is taken for: its table, its columns, and what its words mean."""
    yield t("{path}: read as {table}", path=plan.file, table=t(plan.table))
    for header, targets in plan.columns:
        yield f"  {header} → {_meaning(targets)}"
    yield from _person_lines(plan)
    for column, constant in plan.constants.items():
        yield "  " + t('{column}: "{text}" where nothing is given', column=t(column), text=word_of_ours(constant))
    for header, word, ours in plan.words[:_WORDS_SHOWN]:
        yield f"  {header}: {word} → {word_of_ours(ours)}"


def _person_lines(plan: FilePlan) -> Iterator[str]:
    """Yield whose the names in a column are taken for, and how to say otherwise."""
    if plan.person is None:
        return
    header, taken_for = plan.person
    if taken_for == "contact":
        yield "  " + t("{column}: assumed to be whom you speak to there; if it is your own staff:", column=header)
        yield f"    --map {shlex.quote(f'{header}=owner')}"
    else:
        yield "  " + t("{column}: assumed to be your own staff; if it is whom you speak to there:", column=header)
        yield f"    --map {shlex.quote(f'{header}=contact')}"


def remark_lines(plan: FilePlan) -> Iterator[str]:
    """Yield what else was found out of how a file is written, where it might be wrong."""
    if plan.encoding not in USUAL_ENCODINGS:
        yield t("{path}: read as {encoding}", path=plan.file, encoding=plan.encoding)
    yield from _worksheet_lines(plan)
    if plan.order_shown:
        order, column, example = plan.order_shown
        yield t(
            '{path}: dates are read as {order}, as "{example}" in column {column} shows',
            path=plan.file,
            order=order,
            example=example,
            column=column,
        )


def _worksheet_lines(plan: FilePlan) -> Iterator[str]:
    """Yield what of a workbook is read, or left out, although it may not look so."""
    if plan.hidden_rows:
        yield tn(
            "{path}: one row that Excel hides is read, too",
            "{path}: {n:,} rows that Excel hides are read, too",
            plan.hidden_rows,
            path=plan.file,
        )
    if plan.totals:
        rows = listed(*map(str, plan.totals[:_ROWS_SHOWN])) + ("…" if len(plan.totals) > _ROWS_SHOWN else "")
        yield t("{path}: left out, since they sum up others: row {rows}", path=plan.file, rows=rows)
    if plan.unread:
        yield t("hidden worksheets are left out, unless named with --sheet: {names}", names=listed(*plan.unread))


def _meaning(targets: tuple[str, ...] | None) -> str:
    if targets is None:
        return t("left out")
    return columns_text(targets) if targets else t("kept as a custom field")
