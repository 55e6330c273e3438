"""The stages of a run's configuration, for what changes them with the records."""

from pipeline_cli.context import Run
from pipeline_cli.services.own_stages import OwnStages
from pipeline_cli.settings.source import Source


def own_stages(run: Run, source: Source | None = None) -> OwnStages:
    """Return the stages in use, and the file that says so, to be changed: when the run ends, they are as they were."""
    run.unsettle()
    return OwnStages(source or run.config_source or Source(run.config_path), run.usual_currency)
