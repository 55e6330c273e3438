"""The screen and the JSON of ``pipe import``."""

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline_cli.domain.import_report import Assumption, Counts, ImportReport, NotKept
from pipeline_cli.i18n import listed, t, tn
from pipeline_cli.views.grid import Column, grid, titled
from pipeline_cli.views.sheet import Line, Page, Sheet, flowed
from pipeline_cli.views.text import on_a_line

_TEXT_LINES = 10
_TITLES = ("new", "changed", "same")


def import_screen(report: ImportReport) -> Sheet:
    """Lay out how many rows of each table were new, changed, or said nothing new, and what was assumed."""
    return Sheet(lambda page: _lines(report, page))


def import_json(report: ImportReport) -> dict[str, Any]:
    """Return the counts by table, the rejected rows, and where they were written to."""
    return {
        "files": [one._asdict() for one in report.files],
        **{table: counts._asdict() for table, counts in report.counts.items()},
        "assumed": {one.code: one.rows for one in report.assumptions},
        "rejected": [row._asdict() for row in report.rejected],
        "rejected_file": report.rejected_files[0] if report.rejected_files else None,
        "rejected_files": list(report.rejected_files),
        "dry_run": report.is_dry_run,
        "not_kept": [{"file": one.file, "columns": list(one.columns)} for one in report.not_kept],
    }


def _lines(report: ImportReport, page: Page) -> Iterator[Line]:
    counts = {table: found for table, found in report.counts.items() if any(found)}
    if counts:
        yield from grid(_rows(counts), [Column(), *(Column(is_right=True) for _ in _TITLES)], page)
    for text in (*map(_left_out, report.not_kept), *map(_told, report.assumptions), _verdict(report, counts)):
        yield from flowed([(text, "")], page, lines=_TEXT_LINES)


def _rows(counts: Mapping[str, Counts]) -> list[Any]:
    rows = [[(t(table), ""), *((f"{n:,}" if n else "", "") for n in found)] for table, found in counts.items()]
    return titled(("", *(t(title) for title in _TITLES)), rows)


def _verdict(report: ImportReport, counts: Mapping[str, Counts]) -> str:
    if report.is_dry_run:
        return t("A dry run: nothing was written.")
    if any(found.new or found.changed for found in counts.values()):
        n = len(report.files)
        return tn(
            '✓ Imported {n} file. "pipe undo" takes it back.', '✓ Imported {n} files. "pipe undo" takes them back.', n
        )
    return t("Nothing new; the store is as it was.")


def _left_out(one: NotKept) -> str:
    return t(
        "{file}: nothing keeps what is in {columns}. Columns of one's own belong to customers, deals and activities.",
        file=on_a_line(one.file),
        columns=listed(*map(on_a_line, one.columns)),
    )


def _told(one: Assumption) -> str:
    n = one.rows
    if one.code == "no_customer":
        return tn(
            '{n:,} row names no customer; it belongs to "Unknown customer".',
            '{n:,} rows name no customer; they belong to "Unknown customer".',
            n,
        )
    if one.code == "no_opened_at":
        return tn(
            "{n:,} deal does not say when it began: at its first sign, else on the latest date of the files.",
            "{n:,} deals do not say when they began: at their first sign, else on the latest date of the files.",
            n,
        )
    if one.code == "own_plan":
        return tn(
            '{n:,} next step is taken as your own plan; "pipe next WHO WHEN --agreed" where it was agreed.',
            '{n:,} next steps are taken as your own plans; "pipe next WHO WHEN --agreed" where one was agreed.',
            n,
        )
    return tn(
        "{n:,} closed deal does not say when: at its last contact, else when it was opened.",
        "{n:,} closed deals do not say when: at their last contact, else when they were opened.",
        n,
    )
