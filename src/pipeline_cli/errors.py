"""What can go wrong, as the user is told it: what happened, why, what to do next."""


class PipeError(Exception):
    """An error that the user can understand and act on.

    Attributes:
        what: what happened, one line.
        why: the reason, or "".
        hint: what to do next, or "".
        candidates: what was meant, perhaps; shown as a list.
        kept: where what was typed is kept, or "".
        exit_code: what the process ends with, see the README, "Exit codes".
    """

    exit_code = 1

    def __init__(self, what: str, *, why: str = "", hint: str = "", candidates: tuple[str, ...] = ()) -> None:
        super().__init__(what)
        self.what = what
        self.why = why
        self.hint = hint
        self.candidates = candidates
        self.kept = ""


class UsageError(PipeError):
    """Wrong usage: an option, a date or an amount that can't be read."""

    exit_code = 2


class NotFoundError(PipeError):
    """Nothing, or more than one thing, is called that."""

    exit_code = 3


class RefusedError(PipeError):
    """A rule of the trade or of the store forbids it."""

    exit_code = 4


class StoreError(PipeError):
    """The store is locked, unreadable, damaged, foreign, or newer than this version."""

    exit_code = 5


class RejectedRowsError(PipeError):
    """An import ended, and some of its rows were not taken."""

    exit_code = 6
