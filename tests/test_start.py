"""A signal that comes while the program loads: it waits, and what was typed is kept."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import Desk, posix_only
from pipeline_cli.start import hold_signals, let_go, raise_held

LOADING = """
import os, signal, sys
from pipeline_cli import start
start.hold_signals()
os.kill(os.getpid(), signal.{name})
sys.argv = ["pipe", *{words!r}]
start.run()
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def interrupted(desk: Desk, *words: str, name: str = "SIGINT") -> subprocess.CompletedProcess[str]:
    """Run a command line that a signal reaches before it is read."""
    script = LOADING.format(name=name, words=words)
    return subprocess.run([sys.executable, "-c", script], env=desk.all(), capture_output=True, text=True, check=False)


@posix_only
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_note_is_kept_where_a_signal_comes_while_the_program_loads(desk: Desk, name: str) -> None:
    ended = interrupted(desk, "log", "Aoki", "they want a quote", name=name)

    assert (ended.returncode, ended.stdout) == (130, "")
    assert "Traceback" not in ended.stderr
    assert [draft["words"] for draft in desk.drafts()] == [["Aoki", "they want a quote"]]


@posix_only
def test_interrupt_while_the_program_loads_is_told(desk: Desk) -> None:
    ended = interrupted(desk, "status")

    assert (ended.returncode, ended.stdout) == (130, "")
    assert ended.stderr.startswith("Interrupted.")


@posix_only
def test_signal_waits_and_then_does_what_it_does() -> None:
    hold_signals()
    os.kill(os.getpid(), signal.SIGINT)
    came = let_go()

    with pytest.raises(KeyboardInterrupt):
        raise_held(came)
    assert (came, let_go()) == ([signal.SIGINT], [])


@posix_only
def test_signal_that_is_to_be_ignored_stays_so() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        hold_signals()
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        let_go()
        signal.signal(signal.SIGHUP, before)


def test_nothing_is_raised_where_no_signal_came() -> None:
    hold_signals()

    raise_held(let_go())
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
