"""What a bug report needs to know; nothing of what the store says about anybody."""

from typing import NamedTuple


class StoreCounts(NamedTuple):
    """How much is in a store; deals by their state."""

    customers: int
    deals: dict[str, int]
    activities: int
    next_steps: int


class StoreInfo(NamedTuple):
    """The store's file.

    Attributes:
        path: where it is, or would be made.
        size: in bytes; None where there is none.
        schema: the version of its tables; None where there is none, or the file is no SQLite database.
        counts: None where it can't be read.
        problem: why it can't be read, or "".
        is_encrypted: whether the file is.
        key: where its key is kept: one of KEY_PLACES; "" where it is not encrypted.
    """

    path: str
    size: int | None
    schema: int | None
    counts: StoreCounts | None
    problem: str
    is_encrypted: bool = False
    key: str = ""

    @property
    def exists(self) -> bool:
        """Tell whether there is a file."""
        return self.size is not None


class ProgramInfo(NamedTuple):
    """The program, what it runs on, and its store."""

    version: str
    python: str
    sqlite: str
    platform: str
    language: str
    zone: str
    store: StoreInfo
