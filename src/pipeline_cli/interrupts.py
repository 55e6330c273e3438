"""Ctrl-C, and the signals that would kill the process: what is said of a run that they end has to be true."""

import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

CTRL_C = ("SIGINT",)
DEADLY = ("SIGTERM", "SIGHUP")
"""What ends a process without asking; a closed terminal window sends the second."""


@contextmanager
def ended_like_ctrl_c() -> Iterator[None]:
    """Let deadly signals end the block like Ctrl-C, so that it can put things in order; ignored ones stay ignored."""
    with _handled(signal.default_int_handler, [one for one in _signals(DEADLY) if _is_deadly(one)]):
        yield


@contextmanager
def held_back() -> Iterator[None]:
    """Hold signals back until the block has ended: what it does is then done or not, and known to be."""
    held: list[int] = []

    def hold(number: int, _: FrameType | None) -> None:
        held.append(number)

    with _handled(hold, _signals(CTRL_C + DEADLY)):
        yield
    if held:
        signal.raise_signal(held[0])


@contextmanager
def left_to_a_child() -> Iterator[None]:
    """Leave Ctrl-C to a program that was started and has the terminal; to an editor it is a key like any other."""
    with _handled(lambda *_: None, _signals(CTRL_C)):
        yield


@contextmanager
def _handled(handler: Any, signals: Iterable[signal.Signals]) -> Iterator[None]:  # noqa: ANN401  # signal's own is private
    """Give signals a handler while the block runs. Only the main thread may, and only it is told of them."""
    before: dict[signal.Signals, Any] = {}
    if threading.current_thread() is threading.main_thread():
        before = {one: signal.signal(one, handler) for one in signals}
    try:
        yield
    finally:
        for one, former in before.items():
            if former is not None:  # it was not set from Python, and can't be set from there
                signal.signal(one, former)


def _signals(names: Iterable[str]) -> list[signal.Signals]:
    """Return those of some signals that this platform has."""
    return [signal.Signals[name] for name in names if name in signal.Signals.__members__]


def _is_deadly(one: signal.Signals) -> bool:
    return signal.getsignal(one) is signal.SIG_DFL
