"""Eight terminals write while a status bar reads: nothing is lost, and nobody is turned away."""

import json
import subprocess
import sys
from pathlib import Path

from faults.fixtures import Tell, held
from helpers import Desk

WRITER = Path(__file__).with_name("writer.py")
WRITERS, EACH = 8, 100


def started(desk: Desk, who: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(WRITER), who, str(EACH)]
    return subprocess.Popen(command, env=desk.all(), stdout=subprocess.PIPE, text=True)


def test_many_at_once_lose_nothing(used_desk: Desk, tell: Tell) -> None:
    before = len(held(used_desk.path)["activities"])
    processes = [started(used_desk, who) for who in (*("Aoki", "山田商店") * (WRITERS // 2), "status")]

    ended = [json.loads(process.communicate()[0]) for process in processes]

    errors = sum(code != 0 for one in ended for code in one["codes"])
    lost = WRITERS * EACH - (len(held(used_desk.path)["activities"]) - before)
    longest = max(one["longest"] for one in ended)
    tell(f"{WRITERS} x {EACH} logs: {lost} lost, {errors} errors, worst wait {longest:.1f} s")
    assert (lost, errors) == (0, 0)
