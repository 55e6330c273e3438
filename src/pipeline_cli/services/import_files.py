"""Import files: one transaction, one entry of the history, one step of undo."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain

from pipeline_cli.domain.import_report import (
    Assumption,
    HowToRead,
    ImportedFile,
    ImportReport,
    NotKept,
    RejectedRow,
)
from pipeline_cli.domain.plain_rows import KEEPS_CUSTOM, TABLES, Entries, Origin, no_entries
from pipeline_cli.importers.cells import Reading
from pipeline_cli.importers.entries import Unread, read_entries
from pipeline_cli.importers.finish import UNKNOWN_CUSTOMER
from pipeline_cli.importers.layout import Prepared
from pipeline_cli.importers.rejected import write_rejected
from pipeline_cli.services.import_currencies import KnownCurrencies
from pipeline_cli.services.import_rows import take_rows
from pipeline_cli.services.intake import Intake, Progress, Rehearsal
from pipeline_cli.store.store import Store

Watch = Callable[[int], Progress]
"""Is told how many rows there are, and returns what is told of each that is done."""

Rejected = Sequence[tuple[Origin, str]]


def import_files(
    store: Store,
    files: Sequence[Prepared],
    how: HowToRead,
    now: datetime,
    *,
    is_dry_run: bool = False,
    watch: Watch | None = None,
) -> ImportReport:
    """Import files, or find out what importing them would do.

    Args:
        store: the user's store; not even opened for writing in a dry run.
        files: each with how it is read.
        how: what no file says of itself.
        now: the time of the run; its zone is that of times without one.
        is_dry_run: whether nothing is written, neither to the store nor to files.
        watch: is told how far it is.

    Raises:
        StoreError: the store can't be used; nothing was changed.
    """
    entries, unread = _read(files, how, now, KnownCurrencies(store))
    described, strangers = _described(files, entries, unread), _strangers(files, entries)
    progress = watch(sum(len(rows) for rows in entries)) if watch else None
    if is_dry_run:
        intake = _taken(Intake(Rehearsal(store.reader), now, progress, is_again=how.is_again), entries)
    else:
        with store.writing("import", now) as unit:
            intake = _taken(Intake(unit, now, progress, is_again=how.is_again), entries)
            unit.summary = _summary(files, intake)
    rejected = sorted([*unread, *intake.rejected])
    return ImportReport(
        files=described,
        counts={table: intake.counts(table) for table in TABLES},
        rejected=tuple(RejectedRow(files[origin.file].sheet.name, origin.line, why) for origin, why in rejected),
        rejected_files=() if is_dry_run else _written(files, rejected),
        assumptions=_assumptions({"no_customer": strangers, **intake.assumed}),
        is_dry_run=is_dry_run,
        not_kept=tuple(_not_kept(files)),
    )


def _read(
    files: Sequence[Prepared], how: HowToRead, now: datetime, known: KnownCurrencies
) -> tuple[Entries, list[tuple[Origin, str]]]:
    entries, unread = no_entries(), []
    for number, prepared in enumerate(files):
        place = prepared.sheet.place
        reading = Reading(now.tzinfo, how.currency, prepared.dates.order, place and place.epoch, now.date())
        if prepared.layout.is_own:
            reading = reading._replace(currency_of=known.of)
        rows = getattr(entries, prepared.layout.table)
        for row in read_entries(prepared, reading, number, is_raw=how.is_raw):
            if isinstance(row, Unread):
                unread.append((row.origin, row.reason))
            else:
                rows.append(row)
    return entries, unread


def _taken(intake: Intake, entries: Entries) -> Intake:
    take_rows(intake, entries)
    return intake


def _summary(files: Sequence[Prepared], intake: Intake) -> str:
    """Return what the history says of an import."""
    names = ", ".join(prepared.sheet.name for prepared in files)
    parts = [
        f"{table}: +{counts.new} ~{counts.changed}" for table in TABLES if any((counts := intake.counts(table))[:2])
    ]
    return f"{names} ({', '.join(parts)})" if parts else names


def _described(files: Sequence[Prepared], entries: Entries, unread: Rejected) -> tuple[ImportedFile, ...]:
    rows: dict[int, int] = defaultdict(int)
    for origin in chain((row.origin for table in entries for row in table), (origin for origin, _ in unread)):
        rows[origin.file] += 1
    return tuple(ImportedFile(one.sheet.name, one.layout.table, rows[number]) for number, one in enumerate(files))


def _not_kept(files: Sequence[Prepared]) -> Iterator[NotKept]:
    """Yield the columns that no record of a file's table has room for."""
    for one in files:
        columns = zip(one.sheet.header, one.layout.targets, strict=True)
        strange = tuple(name for name, targets in columns if not targets)
        if strange and one.layout.table not in KEEPS_CUSTOM:
            yield NotKept(one.sheet.name, strange)


def _written(files: Sequence[Prepared], rejected: Rejected) -> tuple[str, ...]:
    """Write down the rejected rows of each file; return where."""
    by_file: dict[int, dict[int, str]] = defaultdict(dict)
    for origin, reason in rejected:
        by_file[origin.file][origin.record] = reason
    paths = (write_rejected(files[file].sheet, reasons) for file, reasons in by_file.items())
    return tuple(path for path in paths if path)


def _strangers(files: Sequence[Prepared], entries: Entries) -> int:
    """Return how many rows of other programs' files name no customer."""
    tables = (entries.deals, entries.activities)
    named = (row for table in tables for row in table if row.customer_ref == UNKNOWN_CUSTOMER)
    return sum(not files[row.origin.file].layout.is_own for row in named)


def _assumptions(counts: Mapping[str, int]) -> tuple[Assumption, ...]:
    return tuple(Assumption(code, rows) for code, rows in counts.items() if rows)
