"""What an entry of the history changes besides rows: taken back, and brought back, with them."""

import sqlite3
from typing import Protocol


class Beside(Protocol):
    """Something that is no table, and that a unit changes like the rows of one: as JSON, None for nothing."""

    def stored(self, connection: sqlite3.Connection, id_: int) -> str | None:
        """Return what it is now."""

    def merged(self, now: str | None, was: str | None, wanted: str | None) -> str | None:
        """Return it with a change put in, and all else that happened to it since left alone.

        Raises:
            ChangedSinceError: it is not as the change found it.
        """

    def put(self, connection: sqlite3.Connection, id_: int, wanted: str | None) -> None:
        """Make it so, for good only with ``keep``."""

    def keep(self) -> None:
        """Let it stand; called once all is saved."""

    def drop(self) -> None:
        """Leave it as it was; called where nothing is saved."""
