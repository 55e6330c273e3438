"""Log so many contacts, one after the other, and say as JSON how each ended and how long the longest took."""

import json
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

from pipeline_cli.cli import main
from pipeline_cli.store import write  # noqa: F401  # loading it is no waiting

who, count = sys.argv[1], int(sys.argv[2])
codes, longest = [], 0.0
for number in range(count):
    words = ("log", who, f"call {number}", "--next", "+3d") if who != "status" else ("status",)
    started = time.monotonic()
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        codes.append(main(words))
    longest = max(longest, time.monotonic() - started)
print(json.dumps({"codes": codes, "longest": longest}))
