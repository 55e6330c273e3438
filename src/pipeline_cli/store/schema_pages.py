"""The pages on which an SQLite file keeps its schema: where they are damaged, another copy of the store has the same.

Source: sqlite.org/fileformat.html, "B-tree Pages".
"""

from collections.abc import Iterator
from typing import Final

from pipeline_cli.store.as_it_is import HEADER, PAGE

INTERIOR: Final = 5
MOST: Final = 100
"""Pages of a schema; more are no schema of ours."""


def schema_pages(path: str) -> dict[int, bytes]:
    """Return the pages of a whole file's schema by their numbers, the first without the header of the file.

    Raises:
        OSError: it can't be read.
    """
    with open(path, "rb") as file:
        found: dict[int, bytes] = {}
        left = [1]
        while left and len(found) < MOST:
            number = left.pop()
            file.seek((number - 1) * PAGE)
            found[number] = file.read(PAGE)
            start = HEADER if number == 1 else 0
            if found[number][start : start + 1] == bytes((INTERIOR,)):
                left += [one for one in _children(found[number], start) if one not in found]
    return found


def put_pages(path: str, pages: dict[int, bytes]) -> None:
    """Write pages into a file, but for its header."""
    with open(path, "r+b") as file:
        for number, content in pages.items():
            start = HEADER if number == 1 else 0
            file.seek((number - 1) * PAGE + start)
            file.write(content[start:])


def _children(page: bytes, start: int) -> Iterator[int]:
    """Yield the pages below an interior page of a table, whose own header begins there."""
    yield int.from_bytes(page[start + 8 : start + 12])
    for index in range(int.from_bytes(page[start + 3 : start + 5])):
        pointer = start + 12 + 2 * index
        cell = int.from_bytes(page[pointer : pointer + 2])
        yield int.from_bytes(page[cell : cell + 4])
