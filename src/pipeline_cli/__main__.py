"""``python -m pipeline_cli``."""

from pipeline_cli.start import run

run()
