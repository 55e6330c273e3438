"""The three counts of a shell prompt."""

from typing import NamedTuple


class Status(NamedTuple):
    """Next steps overdue and due today, and open deals without one."""

    overdue: int
    due_today: int
    no_next_step: int
