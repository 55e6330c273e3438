"""A digest of every record and every operation: ``PRAGMA integrity_check`` misses half of the flipped bits in rows.

A record's is the hash of its row as JSON. An operation's is the hash of its entry and the sum of the hashes of what it
changed, so that they count in any order. Both fit in 8 bytes: they tell damage, not forgery.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Final

BYTES: Final = 8
MODULUS: Final = 2 ** (8 * BYTES)

Value = str | int | bytes | None
Row = tuple[str, int]
"""A row by the name of its table and its number."""

IDENTITY: Final = ("info", 1)
"""Under what the digest of the store's own identity is kept."""

_OPERATION: Final = """
UPDATE operations SET digest = operation_digest(
    id, at, zone, command, summary, undone_by,
    (SELECT sum_of_digests(table_name, row_id, "before", "after") FROM changes WHERE operation_id = operations.id)
) WHERE id = ?"""


def digest(text: str | bytes) -> bytes:
    """Return the hash of a text."""
    from hashlib import blake2b  # costs more than a reading command may

    return blake2b(text if isinstance(text, bytes) else text.encode(), digest_size=BYTES).digest()


def digest_of_values(*values: Value) -> bytes:
    """Return the hash of several values, each told from its neighbours and from nothing."""
    return digest(b"".join(_framed(value) for value in values))


def operation_digest(*values: Value) -> bytes:
    """Return the hash of an operation: its columns before ``digest``, and the sum that its changes come to."""
    return digest_of_values(*values)


def register(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that the SQL of this module and of the migrations calls.

    To be called before anything else: SQLite refuses to replace a function while statements are open.
    """
    connection.create_function("digest", 1, digest, deterministic=True)
    connection.create_function("operation_digest", 7, operation_digest, deterministic=True)
    connection.create_aggregate("sum_of_digests", 4, _Sum)  # type: ignore[arg-type]  # the stub wants one int


def keep_record_digests(connection: sqlite3.Connection, stored: Mapping[Row, str | None]) -> None:
    """Write down the digests of rows, given as they are stored now; None where one was removed."""
    gone = [row for row, text in stored.items() if text is None]
    connection.executemany("DELETE FROM record_digests WHERE table_name = ? AND row_id = ?", gone)
    connection.executemany(
        "INSERT OR REPLACE INTO record_digests VALUES (?, ?, ?)",
        ((*row, digest(text)) for row, text in stored.items() if text is not None),
    )


def keep_operation_digests(connection: sqlite3.Connection, operations: Iterable[int]) -> None:
    """Work out the digests of operations again, from what is stored of each; the connection is one to write."""
    connection.executemany(_OPERATION, ((number,) for number in operations))


def keep_identity_digest(connection: sqlite3.Connection) -> None:
    """Work out again the digest of what a store is known by, and of what its tombstones are keyed with."""
    connection.execute(
        "INSERT OR REPLACE INTO record_digests VALUES (?, ?, ?)", (*IDENTITY, identity_digest(connection))
    )


def identity_digest(connection: sqlite3.Connection) -> bytes:
    """Return the digest of what a store is known by."""
    values = dict(connection.execute("SELECT \"key\", value FROM info WHERE \"key\" IN ('store_id', 'tombstone_key')"))
    return digest_of_values(values.get("store_id"), values.get("tombstone_key"))


class _Sum:
    """Adds up the digests of rows; SQLite makes one for each sum."""

    def __init__(self) -> None:
        self.total = 0

    def step(self, *values: Value) -> None:
        self.total = (self.total + int.from_bytes(digest_of_values(*values))) % MODULUS

    def finalize(self) -> bytes:
        return self.total.to_bytes(BYTES)


def _framed(value: Value) -> bytes:
    if value is None:
        return b"-"
    raw = value if isinstance(value, bytes) else str(value).encode()
    return b"%d:%b" % (len(raw), raw)
