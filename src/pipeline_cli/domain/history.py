"""The history: every command that changed something."""

from typing import NamedTuple


class Undone(NamedTuple):
    """An entry of the history that was taken back; ``at`` is ISO 8601 with an offset."""

    id: int
    at: str
    command: str
    summary: str
