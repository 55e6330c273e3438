"""What is said of the files of an import before it begins: how each will be read."""

from collections.abc import Iterator

from pipeline_cli.domain.import_plan import FilePlan
from pipeline_cli.i18n import t

USUAL_ENCODINGS = ("utf-8", "utf-8-sig")
_WORDS_SHOWN = 50


def guess_lines(plan: FilePlan) -> Iterator[str]:
    """Yield what a file of another program is taken for: its table, its columns, and what its words mean."""
    yield t("{path}: read as {table}", path=plan.file, table=t(plan.table))
    for header, targets in plan.columns:
        yield f"  {header} → {_meaning(targets)}"
    for column, constant in plan.constants.items():
        yield "  " + t('{column}: "{text}" where nothing is given', column=column, text=constant)
    for header, word, ours in plan.words[:_WORDS_SHOWN]:
        yield f"  {header}: {word} → {ours}"


def remark_lines(plan: FilePlan) -> Iterator[str]:
    """Yield what else was found out of how a file is written, where it might be wrong."""
    if plan.encoding not in USUAL_ENCODINGS:
        yield t("{path}: read as {encoding}", path=plan.file, encoding=plan.encoding)
    if plan.order_shown:
        order, column, example = plan.order_shown
        yield t(
            '{path}: dates are read as {order}, as "{example}" in column {column} shows',
            path=plan.file,
            order=order,
            example=example,
            column=column,
        )


def _meaning(targets: tuple[str, ...] | None) -> str:
    if targets is None:
        return t("left out")
    return " + ".join(targets) if targets else t("kept as a custom field")
