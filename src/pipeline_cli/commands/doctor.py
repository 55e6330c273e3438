"""``pipe doctor``: what may be wrong in the store, and what to do about it."""

from typing import Annotated

import typer

from pipeline_cli.commands.questions import confirm
from pipeline_cli.context import Run, run_of
from pipeline_cli.errors import PipeError, StoreError
from pipeline_cli.i18n import sentences, t
from pipeline_cli.services.examine_store import Diagnosis, diagnose, examined_store, way_out
from pipeline_cli.views.doctor import diagnosis_json, diagnosis_screen, mended_json, mending_screen

ON_A_SCREEN = 20


def doctor(
    ctx: typer.Context,
    fix: Annotated[
        bool, typer.Option("--fix", help=t("Save what is whole into a new store; the damaged file is kept."))
    ] = False,
    limit: Annotated[int | None, typer.Option(min=0, help=t("The most pairs; 0 for all. 20, all with --json."))] = None,
) -> None:
    """Examine the store: the file, every record, the history, backups, the disk; list customers who may be one.

    Nothing is changed without --fix. Ends with 0 where the store is sound, and with 5 where it is not.

    pipe doctor

    pipe doctor --fix

    pipe doctor --limit 50
    """
    run = run_of(ctx)
    usual = 0 if run.settings.json else ON_A_SCREEN
    found = diagnose(run.store, run.now, limit=usual if limit is None else limit, config=_config_problem(run))
    if fix:
        _mend(run, found)
        return
    run.show((found.examined, found.duplicates), screen=diagnosis_screen, document=diagnosis_json)
    if not found.examined.is_sound:
        raise _not_sound(run)


def _mend(run: Run, found: Diagnosis) -> None:
    from pipeline_cli.services.mend_store import prepared_mending  # SQLModel: this run writes

    with prepared_mending(run.store, found.examined, run.now) as mending:
        if run.is_interactive:
            run.console.print(diagnosis_screen((found.examined, found.duplicates)))
            if mending.told.rescued:
                run.console.print(mending_screen(mending.told))
                if not confirm(t("Put that in place of the damaged store?")):
                    raise typer.Abort
        done = mending.carry_out()
    left = examined_store(run.store.path, run.now)
    run.show(
        done,
        screen=mending_screen,
        document=lambda mended: mended_json(mended, found.examined, left, found.duplicates),
        is_of_records=False,
    )
    if not left.is_sound:
        raise _not_sound(run)
    if not run.settings.json:
        run.console.print(diagnosis_screen((left, found.duplicates)))


def _not_sound(run: Run) -> StoreError:
    return StoreError(t("{path} is not sound.", path=run.store.path), hint=way_out(run.store.path))


def _config_problem(run: Run) -> str:
    """Return why the configuration can't be used, or ""."""
    try:
        if run.config_source is not None:
            from pipeline_cli.settings.check import config_of

            config_of(run.config_source, run.usual_currency)
    except PipeError as error:
        return sentences(error.what, error.why)
    return ""
