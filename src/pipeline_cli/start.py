"""The first thing of a process: a signal that comes while the program loads waits until the command line is in hand."""

# Nothing else: a signal that comes while this is imported ends in a traceback, and ``signal`` itself loads ``enum``.
TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal as _signal
    from collections.abc import Callable
    from types import FrameType

    Handler = Callable[[int, FrameType | None], object] | int | None
else:
    import _signal

HELD = ("SIGINT", "SIGTERM", "SIGHUP")

_before: "dict[int, Handler]" = {}
_came: list[int] = []


def run() -> None:
    """Run the command line of this process, and end it."""
    hold_signals()
    import gc

    gc.disable()  # nothing lives long here; collecting while modules load costs an eighth of the start
    from pipeline_cli.cli import run as run_line

    run_line()


def hold_signals() -> None:
    """Let signals wait that would end the process; those that it is to ignore stay ignored."""
    for number in (getattr(_signal, name) for name in HELD if hasattr(_signal, name)):
        handler = _signal.getsignal(number)
        if handler in (_signal.SIG_DFL, _signal.default_int_handler):
            _before[number] = handler
            _signal.signal(number, _hold)


def let_go() -> list[int]:
    """Let signals end the process again, and return those that came meanwhile."""
    while _before:
        _signal.signal(*_before.popitem())
    came = [*_came]
    _came.clear()
    return came


def raise_held(came: list[int]) -> None:
    """Let a signal that has waited do what it does."""
    if came:
        _signal.raise_signal(came[0])


def _hold(number: int, _: "FrameType | None") -> None:
    _came.append(number)
