"""What the tests of damaged stores share: ways to change a store behind its back."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path


def change(path: Path, *statements: str) -> None:
    """Change a store behind its back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def overwrite(path: Path, edit: Callable[[bytearray], None]) -> None:
    content = bytearray(path.read_bytes())
    edit(content)
    path.write_bytes(content)


def flip(text: bytes, nth: int = 0) -> Callable[[bytearray], None]:
    """Return what flips a bit of a text in a file, of its last place or the one so many before it."""

    def edit(content: bytearray) -> None:
        places = [place for place in range(len(content)) if content.startswith(text, place)]
        content[places[nth]] ^= 1

    return edit
