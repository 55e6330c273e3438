"""Read what can be read of a damaged table: one bad page does not hide the rows behind it."""

import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, Final

LOWEST, HIGHEST = -(2**63), 2**63 - 1
MOST: Final = 20_000_000
"""Numbers that are tried one by one at most, where a damaged counter promises more."""

Row = tuple[Any, ...]


def readable(connection: sqlite3.Connection, sql: str, known: Sequence[int]) -> Iterator[tuple[int, Row | None]]:
    """Yield the rows of a table that can be read, and None for those that can't.

    Args:
        connection: one that reads; the fewer it converts, the less goes wrong.
        sql: selects the number of a row and whatever else, in the order of numbers, between two of them.
        known: the numbers that rows may have, ascending. A row with another is found only where no page is bad.

    Yields:
        the number of a row and its further columns; the same number may come twice from a damaged tree.
    """
    return _between(connection, sql, LOWEST, HIGHEST, known)


def top_of(connection: sqlite3.Connection, table: str) -> int:
    """Return the highest number that a row of a table ever had, or less than it where that can't be read."""
    with_answers = (
        ("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)),
        (f'SELECT max(id) FROM "{table}"', ()),  # noqa: S608  # ours
        ("SELECT max(row_id) FROM record_digests WHERE table_name = ?", (table,)),
        ("SELECT max(row_id) FROM changes WHERE table_name = ?", (table,)),
    )
    found = (_number(connection, sql, values) for sql, values in with_answers)
    return max((number for number in found if 0 <= number <= MOST), default=0)


def _number(connection: sqlite3.Connection, sql: str, values: tuple[str, ...]) -> int:
    try:
        row = connection.execute(sql, values).fetchone()
    except sqlite3.Error:
        return 0
    return row[0] if row and isinstance(row[0], int) else 0


def _between(
    connection: sqlite3.Connection, sql: str, low: int, high: int, known: Sequence[int]
) -> Iterator[tuple[int, Row | None]]:
    last = low - 1
    try:
        for number, *rest in connection.execute(sql, (low, high)):
            last = number
            yield number, tuple(rest)
    except (sqlite3.Error, OverflowError):
        if low == high:
            yield low, None
            return
    else:
        return
    start, end = bisect_right(known, last), bisect_right(known, high)
    if last < low:
        start = bisect_left(known, low)
    middle = (start + end) // 2
    for first, stop in ((start, middle), (middle, end)):
        if first < stop:
            yield from _between(connection, sql, known[first], known[stop - 1], known)
