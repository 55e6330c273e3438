"""Look for texts in the bytes of a file, however they are written there."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

BLOCK: Final = 4 * 1024 * 1024


def forms_in(file: BinaryIO, sought: Mapping[bytes, str]) -> set[bytes]:
    """Return which of some byte strings a file holds; one that lies across two blocks is found too."""
    longest = max(map(len, sought), default=1)
    found: set[bytes] = set()
    for block in _blocks(file, longest - 1):
        found.update(one for one in sought if one not in found and one in block)
    return found


def _blocks(file: BinaryIO, overlap: int) -> Iterator[bytes]:
    tail = b""
    while block := file.read(BLOCK):
        yield tail + block
        tail = (tail + block)[-overlap:] if overlap else b""
