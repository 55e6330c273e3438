"""Run command lines in processes that have everything imported: one request a line, as JSON, from stdin.

Each process stops before its first step, so that a tracer can take hold of it. The answers are its id, and how it
ended.
"""

import ctypes
import json
import os
import signal
import sys
from typing import Any

import sqlmodel  # noqa: F401  # so that no child has to

from pipeline_cli.cli import main
from pipeline_cli.store import write  # noqa: F401

PR_SET_PTRACER = 0x59616D61
ANYBODY = -1


def run(request: dict[str, Any]) -> None:
    """Be the process that is asked for."""
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(str(request[name]), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ.update(request["environ"])
    signal.signal(signal.SIGINT, signal.default_int_handler)
    ctypes.CDLL(None).prctl(PR_SET_PTRACER, ANYBODY, 0, 0, 0)
    os.kill(os.getpid(), signal.SIGSTOP)
    code = main(request["words"])
    sys.stderr.flush()
    os._exit(code)


for line in sys.stdin:
    child = os.fork()
    if not child:
        run(json.loads(line))
    os.waitpid(child, os.WUNTRACED)
    print(child, flush=True)
    _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
