"""``pipe import``: read CSV files and workbooks into the store."""

import shlex
from collections.abc import Sequence
from typing import Annotated

import typer

from pipeline_cli import completions
from pipeline_cli.commands.import_profiles import care_for_profiles
from pipeline_cli.commands.import_understanding import Understanding
from pipeline_cli.context import Run, run_of
from pipeline_cli.domain.import_profile import ImportProfile
from pipeline_cli.domain.import_report import HowToRead, ImportReport
from pipeline_cli.errors import RejectedRowsError, UsageError
from pipeline_cli.i18n import t, tn
from pipeline_cli.interrupts import ended_like_ctrl_c
from pipeline_cli.money.currencies import currency_code
from pipeline_cli.services.import_profiles import (
    check_new,
    load_profile,
    over,
    profiles_folder,
    save_profile,
    saved_profiles,
)
from pipeline_cli.services.prepare_import import Prepared
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
        str | None,
        typer.Option(
            "--as",
            metavar="TABLE",
            autocompletion=completions.tables,
            help=t("What it holds: customers, deals, activities, …"),
        ),
    ] = None,
    dates: Annotated[
        str | None,
        typer.Option(
            metavar="dmy|mdy|ymd", autocompletion=completions.date_orders, help=t("How 01-03-17 is to be read.")
        ),
    ] = None,
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
        str | None,
        typer.Option(
            metavar="NAME",
            autocompletion=completions.profiles,
            help=t("Read it as a saved profile says; options here win."),
        ),
    ] = None,
    save_as: Annotated[
        str | None, typer.Option("--save-profile", metavar="NAME", help=t("Keep these options as a profile."))
    ] = None,
    profiles: Annotated[bool, typer.Option("--profiles", help=t("List the saved profiles, and do nothing."))] = False,
    edit_profile: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            autocompletion=completions.profiles,
            help=t("Open a saved profile in the editor, and check it."),
        ),
    ] = None,
    delete_profile: Annotated[
        str | None,
        typer.Option(metavar="NAME", autocompletion=completions.profiles, help=t("Delete a saved profile.")),
    ] = None,
    raw: Annotated[bool, typer.Option("--raw", help=t("Take cells as they are, as export --raw wrote them."))] = False,
    again: Annotated[
        bool, typer.Option("--again", help=t("Bring back whoever was forgotten, if they are in it."))
    ] = False,
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
        run.show(saved_profiles(folder), screen=profiles_screen, document=profiles_json, is_of_records=False)
        return
    if edit_profile is not None or delete_profile is not None:
        care_for_profiles(run, folder, edit=edit_profile, delete=delete_profile)
        return
    if not files:
        raise UsageError(t("No file to import was named."), hint=t("Like this: pipe import deals.csv"))
    if save_as is not None:
        check_new(folder, save_as, may_replace=yes)
    told = ImportProfile(tuple(maps or ()), as_, dates, currency, encoding, sheet)
    wanted = over(load_profile(folder, profile), told) if profile is not None else told
    default = run.currency if wanted.currency is None else currency_code(wanted.currency)
    with ended_like_ctrl_c():
        understanding = Understanding(run, files, wanted, may_ask=not (yes or dry_run))
    prepared, wanted = understanding.files, understanding.wanted
    report = _import(run, prepared, HowToRead(default, raw, again), is_dry_run=dry_run)
    run.show(report, screen=import_screen, document=import_json, is_of_records=False)
    if save_as is not None and not dry_run:
        path = save_profile(folder, save_as, wanted)
        run.say(t("Saved as profile {name}: {path}", name=save_as, path=path))
    elif understanding.has_asked:
        understanding.offer_profile(folder)
    if report.rejected:
        raise _rejected(report)


def _import(run: Run, files: Sequence[Prepared], how: HowToRead, *, is_dry_run: bool) -> ImportReport:
    from pipeline_cli.services.import_files import import_files  # SQLModel, once the questions are answered

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
    return t(
        "They are in {paths}, each with the reason. Correct them there, then: pipe import {files}",
        paths=", ".join(report.rejected_files),
        files=shlex.join(report.rejected_files),
    )
