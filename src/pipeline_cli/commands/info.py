"""``pipe info``: version, store, and how much is in it."""

import typer

from pipeline_cli.context import run_of
from pipeline_cli.services.store_info import program_info
from pipeline_cli.views.info import info_json, info_screen


def info(ctx: typer.Context) -> None:
    """Say which version and store this is, and what is in it; for bug reports, without personal data.

    pipe info --json
    """
    run = run_of(ctx)
    run.show(program_info(run.store, run.now), screen=info_screen, document=info_json, is_of_records=False)
