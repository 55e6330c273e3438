"""How many rows a query may return, as SQLite takes it."""

from typing import Final

MOST: Final = 2**31
"""More rows than any list has, and a number that SQLite can hold."""


def rows_for(limit: int) -> int:
    """Return the rows for a limit as users give it: 0 is for all, and so is more than there can be."""
    return min(limit, MOST) or -1
