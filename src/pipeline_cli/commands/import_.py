"""``pipe import``: read CSV files and workbooks into the store."""

from collections.abc import Sequence
from typing import Annotated

import typer

from pipeline_cli.context import Run, run_of
from pipeline_cli.domain.import_profile import ImportProfile
from pipeline_cli.domain.import_report import ImportReport
from pipeline_cli.errors import RejectedRowsError, UsageError
from pipeline_cli.i18n import t, tn
from pipeline_cli.money.currencies import currency_code
from pipeline_cli.services.import_profiles import (
    check_new,
    load_profile,
    over,
    profiles_folder,
    save_profile,
    saved_profiles,
)
from pipeline_cli.services.prepare_import import Prepared, Wishes, ambiguous_dates, plan_of, prepare_import, with_order
from pipeline_cli.views.import_guess import guess_lines, remark_lines
from pipeline_cli.views.import_profiles import profiles_json, profiles_screen
from pipeline_cli.views.import_progress import bar
from pipeline_cli.views.import_report import import_json, import_screen

LISTED = 20


def import_(
    ctx: typer.Context,
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE…|FOLDER", help=t("CSV or XLSX files, or a folder of them."))
    ] = None,
    maps: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="THEIRS=OURS",
            help=t('A column, or "COLUMN:WORD=OURS" for a word; give it again for more.'),
        ),
    ] = None,
    as_: Annotated[
        str | None, typer.Option("--as", metavar="TABLE", help=t("What it holds: customers, deals, activities, …"))
    ] = None,
    dates: Annotated[str | None, typer.Option(metavar="dmy|mdy|ymd", help=t("How 01-03-17 is to be read."))] = None,
    currency: Annotated[
        str | None, typer.Option(metavar="CODE", help=t("The currency of amounts that name none."))
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help=t("How text is encoded, if not UTF-8 or cp932."))
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help=t("The only worksheet to read of a workbook."))
    ] = None,
    profile: Annotated[
        str | None, typer.Option(metavar="NAME", help=t("Read it as a saved profile says; options here win."))
    ] = None,
    save_as: Annotated[
        str | None, typer.Option("--save-profile", metavar="NAME", help=t("Keep these options as a profile."))
    ] = None,
    profiles: Annotated[bool, typer.Option("--profiles", help=t("List the saved profiles, and do nothing."))] = False,
    raw: Annotated[bool, typer.Option("--raw", help=t("Take cells as they are, as export --raw wrote them."))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=t("Say what would happen; write nothing."))] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=t("Don't ask whether columns were guessed right."))] = False,
) -> None:
    """Read CSV files and workbooks into the store: those of "pipe export", or any other program's.

    pipe import crm.csv --map Firm=customer --map "stage:Hot=commit" --save-profile crm

    pipe import crm.xlsx --sheet Deals --profile crm

    Importing a file again changes only what changed in it. One import is one step of "pipe undo".
    """
    run = run_of(ctx)
    folder = profiles_folder(run.environ)
    if profiles:
        run.show(saved_profiles(folder), screen=profiles_screen, document=profiles_json)
        return
    if not files:
        raise UsageError(t("No file to import was named."), hint=t("Like this: pipe import deals.csv"))
    if save_as is not None:
        check_new(folder, save_as, may_replace=yes)
    told = ImportProfile(tuple(maps or ()), as_, dates, currency, encoding, sheet)
    wanted = over(load_profile(folder, profile), told) if profile is not None else told
    default = run.currency if wanted.currency is None else currency_code(wanted.currency)
    found = prepare_import(files, Wishes(wanted.maps, wanted.table, wanted.dates, wanted.encoding, wanted.sheet))
    for path in found.left_out:
        run.say(t("{path}: left out, since it can't be told what it holds", path=path))
    prepared = [_settled(run, one) for one in found.files]
    _confirm(run, prepared, is_needed=not (yes or dry_run))
    report = _import(run, prepared, default, is_raw=raw, is_dry_run=dry_run)
    run.show(report, screen=import_screen, document=import_json)
    if save_as is not None and not dry_run:
        path = save_profile(folder, save_as, wanted._replace(dates=wanted.dates or _answered(found.files, prepared)))
        run.say(t("Saved as profile {name}: {path}", name=save_as, path=path))
    if report.rejected:
        raise _rejected(report)


def _settled(run: Run, prepared: Prepared) -> Prepared:
    """Return a file the order of whose dates is known, asked for where somebody can answer."""
    plan = plan_of(prepared)
    if plan.question is None:
        return prepared
    error = ambiguous_dates(plan, plan.question)
    if not run.is_interactive:
        raise error
    run.say(f"{error.what}\n{error.why}")
    answer = ""
    while answer not in plan.question.readings:
        answer = typer.prompt(t("Which is it? {orders}", orders=", ".join(plan.question.readings)), err=True)
    return with_order(prepared, answer)


def _answered(before: Sequence[Prepared], after: Sequence[Prepared]) -> str | None:
    """Return the order of dates that was asked for, where it is the same for all files."""
    orders = {settled.dates.order for was, settled in zip(before, after, strict=True) if was.dates.is_open}
    return orders.pop() if len(orders) == 1 else None


def _confirm(run: Run, files: Sequence[Prepared], *, is_needed: bool) -> None:
    """Show how files are read, and ask where something was guessed and somebody can answer."""
    plans = [plan_of(one) for one in files]
    for plan in plans:
        for line in (*(() if plan.is_own else guess_lines(plan)), *remark_lines(plan)):
            run.say(line)
    if all(plan.is_own for plan in plans) or not (is_needed and run.is_interactive):
        return
    if not typer.confirm(t("Import it like that?"), default=True, err=True):
        raise UsageError(
            t("Nothing was imported."),
            hint=t("Say what a column is with --map THEIRS=OURS, and leave it out with --map THEIRS="),
        )


def _import(run: Run, files: Sequence[Prepared], currency: str, *, is_raw: bool, is_dry_run: bool) -> ImportReport:
    from pipeline_cli.services.import_files import HowToRead, import_files  # SQLModel, once the questions are answered

    how = HowToRead(currency, is_raw)
    with bar() as shown:
        watch = shown.watch if shown else None
        return import_files(run.store, files, how, run.now, is_dry_run=is_dry_run, watch=watch)


def _rejected(report: ImportReport) -> RejectedRowsError:
    rows = report.rejected
    listed = [t("{file}, line {line}: {reason}", **row._asdict()) for row in rows[:LISTED]]
    if len(rows) > LISTED:
        listed.append(t("… and {n:,} more", n=len(rows) - LISTED))
    return RejectedRowsError(
        tn("{n:,} row was rejected; the others are in.", "{n:,} rows were rejected; the others are in.", len(rows))
        if not report.is_dry_run
        else tn("{n:,} row would be rejected.", "{n:,} rows would be rejected.", len(rows)),
        hint=_where(report),
        candidates=tuple(listed),
    )


def _where(report: ImportReport) -> str:
    if report.is_dry_run:
        return t("Correct them in the file, or import it as it is: the others are taken.")
    if not report.rejected_files:
        return t("They could not be written to a file: no folder may be written to. Correct them in the original.")
    paths = " ".join(report.rejected_files)
    return t("They are in {paths}, each with the reason. Correct them there, then: pipe import {paths}", paths=paths)
