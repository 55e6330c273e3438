"""``python -m pipeline_cli``."""

from pipeline_cli.cli import run

run()
