"""Run command lines, given as JSON, in one process, and acknowledge each on stdout as soon as it is done."""

import json
import os
import sys
from contextlib import redirect_stdout
from io import StringIO
from typing import TYPE_CHECKING

from pipeline_cli.cli import main
from pipeline_cli.store import connect, create

if TYPE_CHECKING:
    import sqlite3


def careless(connection: "sqlite3.Connection") -> None:
    """Open a store as nobody should: without waiting for the disk."""
    make_safe(connection)
    connection.execute("PRAGMA synchronous = OFF")


make_safe = connect.make_safe
if os.environ.get("SYNCHRONOUS") == "OFF":
    for module in (connect, create):
        module.make_safe = careless  # type: ignore[attr-defined]

code = 0
for words in json.loads(sys.argv[1]):
    with redirect_stdout(StringIO()):
        code = main(words)
    if code:
        break
    os.write(1, b"done\n")
sys.exit(code)
