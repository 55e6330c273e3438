"""What the tests of start-up share: which packages a command line loads, and which of them are slow."""

import ast
import subprocess
import sys

from helpers import Desk

HEAVY = {"sqlmodel", "sqlalchemy", "pydantic"}
"""A third of a second: loaded by what writes, and by nothing else."""

SLOW = {"typer", "rich", "dataclasses", "inspect", "pathlib", "signal", "subprocess", "zoneinfo"}
"""10 to 50 ms each; what a shell prompt asks for has 30 for everything."""

REPORT = """
import os, sys
from pipeline_cli.cli import main
code = main(sys.argv[1:])
sys.stdout.flush()
print([code, sorted({name.split('.')[0] for name in sys.modules})], file=sys.stderr)
os._exit(0)
"""


def loaded(desk: Desk, line: str) -> set[str]:
    """Return the top packages that a command line loads in a fresh process."""
    command = [sys.executable, "-c", REPORT, *line.split()]
    report = subprocess.run(command, env=desk.all(), capture_output=True, check=True).stderr.splitlines()[-1]
    code, names = ast.literal_eval(report.decode())
    assert code == 0, line
    return set(names)
