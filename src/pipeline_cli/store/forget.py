"""Take a person out of a store, so that nothing of them is left in its file.

All of it happens in one connection that nobody else can read beside: what is deleted is overwritten, the search index
is merged anew, and the file is built again from what is left.
"""

import hmac
import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing, contextmanager
from datetime import datetime
from typing import Any, Final, NamedTuple

from pipeline_cli.domain.forgetting import SHORTEST, Person, known_by, mentions, naming, tombstone_texts
from pipeline_cli.domain.names import name_key
from pipeline_cli.domain.refs import made_ref
from pipeline_cli.errors import StoreError
from pipeline_cli.i18n import t
from pipeline_cli.store.connect import explained, open_writing
from pipeline_cli.store.create import upgrade
from pipeline_cli.store.derived import SEARCH_KINDS
from pipeline_cli.store.digests import keep_identity_digest, keep_operation_digests, keep_record_digests
from pipeline_cli.store.read import fetch, query
from pipeline_cli.store.read.days import stored
from pipeline_cli.store.read.imported import store_id

# Table names in the SQL below are ours, never from outside.
# ruff: noqa: S608

COMMAND: Final = "forget"
SECRET: Final = "tombstone_key"  # noqa: S105  # where it is kept, not what it is

TABLES: Final = ("next_steps", "stage_changes", "activities", "deals", "customers")
"""What hangs on a customer, in an order in which it can be deleted."""

Rows = Mapping[str, Sequence[int]]


class Found(NamedTuple):
    """Somebody in a store: which customers they are, their rows by table, and the entries that changed those.

    Attributes:
        customers: their numbers.
        births: when each was written down first, and as whom; it tells them from another who had the number in a copy.
        rows: all that hangs on them.
        entries: of the history.
        person: what they are known by.
        others: names of customers who stay that contain one of theirs.
    """

    customers: tuple[int, ...]
    births: tuple[str, ...]
    rows: Rows
    entries: tuple[int, ...]
    person: Person
    others: tuple[str, ...]

    @property
    def is_nobody(self) -> bool:
        """Tell whether the store holds nothing of them, not even in its history."""
        return not self.entries and not any(self.rows.values())


class Stone(NamedTuple):
    """A tombstone, and when somebody was forgotten."""

    id: int
    at: datetime


@contextmanager
def alone(path: str) -> Iterator[sqlite3.Connection]:
    """Open a store for one writer beside whom nobody reads until it is closed.

    Raises:
        StoreError: somebody reads or writes; nothing was changed.
    """
    with explained(path), closing(open_writing(path)) as connection:
        upgrade(connection)
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if not (error.sqlite_errorname or "").startswith("SQLITE_BUSY"):
                raise
            raise StoreError(
                t("Not yet: another program is reading {path}.", path=path),
                why=t("What is deleted can only be wiped out while nobody else has the file open."),
                hint=t("Nothing was changed. Close what shows the store, such as a status bar, then try again."),
            ) from error
        yield connection


def find_person(connection: sqlite3.Connection, customers: Iterable[int]) -> Found:
    """Return all that a store knows of some customers, who are one person, and of those merged into them."""
    ids = _with_merged(connection, customers)
    marks = json.dumps(ids)
    rows: dict[str, list[int]] = {table: [] for table in TABLES}
    for table, id_ in fetch(connection, "forget_rows", customers=marks):
        rows[table].append(id_)
    entries = fetch(connection, "forget_entries", rows=json.dumps([[name, id_] for name in rows for id_ in rows[name]]))
    person = _person(connection, ids)
    births = tuple(_birth(connection, id_) for id_ in ids)
    return Found(tuple(ids), births, rows, tuple(row[0] for row in entries), person, _others(connection, ids, person))


def find_same(copy: sqlite3.Connection, found: Found) -> Found:
    """Return all that a copy of a store knows of somebody who was found in the store.

    A number alone does not say who: a copy from before a restore may have given it to somebody else since.
    """
    names = {name_key(name) for name in found.person.names}
    births = dict(zip(found.customers, found.births, strict=True))
    same = (id_ for id_ in births if _birth(copy, id_) == births[id_] or names & _name_keys(copy, id_))
    return find_person(copy, same)


def forget_person(connection: sqlite3.Connection, found: Found) -> None:
    """Delete somebody inside the transaction of ``alone``: records, history, search index, their name in summaries."""
    for table in ("changes", "record_digests"):
        for name, ids in found.rows.items():
            connection.executemany(
                f"DELETE FROM {table} WHERE table_name = ? AND row_id = ?", ((name, id_) for id_ in ids)
            )
    for name, kind in SEARCH_KINDS.items():
        connection.executemany("DELETE FROM search WHERE rowid = ?", ((id_ * 4 + kind,) for id_ in found.rows[name]))
    for name in TABLES:
        connection.executemany(f"DELETE FROM {name} WHERE id = ?", ((id_,) for id_ in found.rows[name]))
    _make_neutral(connection, found)
    keep_operation_digests(connection, found.entries)
    connection.execute("INSERT INTO search (search) VALUES ('optimize')")


def note_forgotten(connection: sqlite3.Connection, found: Found, now: datetime, zone: str, summary: str) -> None:
    """Write the entry of the history, which says nothing of them, and the tombstones by which they are known again."""
    at = stored(now)
    number = connection.execute(
        "INSERT INTO operations (at, zone, command, summary) VALUES (?, ?, ?, ?)", (at, zone, COMMAND, summary)
    ).lastrowid
    keep_operation_digests(connection, (number or 0,))
    refs = [_made_ref(connection, id_) for id_ in found.customers]
    births = map(_born_as, refs, found.births)
    person = found.person._replace(refs=(*found.person.refs, *refs, *births))
    _bury(connection, _digests(_secret(connection), tombstone_texts(person)), at)


def wipe(connection: sqlite3.Connection) -> None:
    """Save, and build the file again from what is left in it."""
    connection.execute("COMMIT")
    connection.execute("VACUUM")


def tombstones_of(connection: sqlite3.Connection, **texts: Iterable[str]) -> list[Stone]:
    """Return the tombstones that somebody left who was known by one of some texts, given by their kind."""
    row = next(iter(fetch(connection, "tombstone_key")), None)
    if row is None:
        return []
    known = ((kind, known_by(kind, text)) for kind, listed in texts.items() for text in listed)
    found = (
        connection.execute(query("tombstone"), {"digest": hash_, "kind": kind}).fetchone()
        for kind, hash_ in _digests(row[0], ((kind, key) for kind, key in known if key))
    )
    return [Stone(one[0], datetime.fromisoformat(one[1])) for one in found if one]


def forget_again(connection: sqlite3.Connection, other: sqlite3.Connection) -> list[Found]:
    """Forget, in a copy of a store inside the transaction of ``alone``, whoever was forgotten in the store since.

    Args:
        connection: the older copy, which is to take the place of the store.
        other: the store as it is now; its tombstones are taken over.

    Returns:
        whom it found, one by one.
    """
    row = next(iter(fetch(other, "tombstone_key")), None)
    if row is None or store_id(connection) != store_id(other):
        return []
    stones = other.execute("SELECT kind, digest, forgotten_at FROM tombstones").fetchall()
    connection.execute("INSERT OR REPLACE INTO info (key, value) VALUES (?, ?)", (SECRET, row[0]))
    keep_identity_digest(connection)
    for kind, hash_, at in stones:
        _bury(connection, [(kind, hash_)], at)
    known = {(kind, hash_) for kind, hash_, _ in stones}
    everybody = fetch(connection, "forget_everybody")
    found = [find_person(connection, [id_]) for (id_,) in everybody if _is_forgotten(connection, row[0], id_, known)]
    for one in found:
        forget_person(connection, one)
    return found


def _with_merged(connection: sqlite3.Connection, customers: Iterable[int]) -> list[int]:
    """Return customers together with those who were merged into them, and into those."""
    found = list(dict.fromkeys(customers))
    for id_ in found:  # grows meanwhile
        found += [row[0] for row in fetch(connection, "forget_merged", customer=id_) if row[0] not in found]
    return found


def _person(connection: sqlite3.Connection, ids: Sequence[int]) -> Person:
    """Return all that some customers were ever known by, but what a customer who stays is known by too."""
    marks = json.dumps(ids)
    rows = [json.loads(row[0]) for row in fetch(connection, "forget_states", customers=marks)]
    mine = Person(
        names=_texts(row["name"] for row in rows),
        readings=_texts(row["reading"] for row in rows),
        phones=_texts(text for row in rows for text in json.loads(row["phones"])),
        emails=_texts(text for row in rows for text in json.loads(row["emails"])),
        refs=_texts(row["ref"] for row in rows),
    )
    shared = {row[0] for row in fetch(connection, "forget_shared", customers=marks, texts=json.dumps(mine.texts))}
    return Person(*(tuple(text for text in texts if text not in shared) for texts in mine))


def _others(connection: sqlite3.Connection, ids: Sequence[int], person: Person) -> tuple[str, ...]:
    """Return the names of customers who stay that contain a name of those who go."""
    rows = fetch(connection, "forget_others", customers=json.dumps(ids), names=json.dumps(person.names))
    return tuple(row[0] for row in rows)


def _texts(found: Iterable[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(text) for text in found if text))


def _make_neutral(connection: sqlite3.Connection, found: Found) -> None:
    """Take somebody out of the summaries of entries: those that are left without changes, and those that name them."""
    for entry in found.entries:
        summary, has_more = connection.execute(query("forget_summary"), {"entry": entry}).fetchone()
        if not has_more or mentions(summary, found.person.texts, found.others):
            connection.execute("UPDATE operations SET summary = ? WHERE id = ?", (t("(forgotten)"), entry))
    for entry in _naming_entries(connection, found):
        connection.execute("UPDATE operations SET summary = ? WHERE id = ?", (t("(forgotten)"), entry))
        keep_operation_digests(connection, (entry,))


def _naming_entries(connection: sqlite3.Connection, found: Found) -> list[int]:
    """Return the further entries whose summaries name somebody just as they were typed: those of merges and plans."""
    texts = [text for text in found.person.texts if len(text.encode()) >= SHORTEST]
    rows = fetch(connection, "forget_summaries", texts=json.dumps(texts)) if texts else []
    names = naming(texts, found.others)
    return [entry for entry, summary in rows if names(summary)]


def _secret(connection: sqlite3.Connection) -> str:
    """Return what the hashes of tombstones are keyed with, made with the first of them."""
    connection.execute("INSERT OR IGNORE INTO info (key, value) VALUES (?, ?)", (SECRET, secrets.token_hex(32)))
    keep_identity_digest(connection)
    value: str = fetch(connection, "tombstone_key")[0][0]
    return value


def _digests(secret: str, texts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(kind, _digest(secret, kind, text)) for kind, text in texts]


def _digest(secret: str, kind: str, text: str) -> str:
    return hmac.digest(bytes.fromhex(secret), f"{kind}:{text}".encode(), "sha256").hex()


def _is_forgotten(
    connection: sqlite3.Connection, secret: str, customer: int, known: AbstractSet[tuple[str, str]]
) -> bool:
    """Tell whether tombstones know a customer: the number, and who that was.

    A tombstone of an earlier version says nothing of when they were written down first: the name has to do.
    """
    ref = _made_ref(connection, customer)
    if ("ref", _digest(secret, "ref", ref)) not in known:
        return False
    born, names = _born_as(ref, _birth(connection, customer)), _name_keys(connection, customer)
    return not known.isdisjoint(_digests(secret, (("ref", born), *(("name", name) for name in names))))


def _made_ref(connection: sqlite3.Connection, customer: int) -> str:
    return made_ref(store_id(connection), "customers", customer)


def _born_as(ref: str, birth: str) -> str:
    return f"{ref} {birth}"


def _birth(connection: sqlite3.Connection, customer: int) -> str:
    """Return when a customer was written down first, and as whom; "" for one who never was."""
    row = connection.execute(query("forget_birth"), {"customer": customer}).fetchone()
    return row[0] if row else ""


def _name_keys(connection: sqlite3.Connection, customer: int) -> set[str]:
    """Return the keys of all names that a customer ever had."""
    states = fetch(connection, "forget_states", customers=json.dumps([customer]))
    return {name_key(json.loads(row[0])["name"]) for row in states}


def _bury(connection: sqlite3.Connection, digests: Iterable[tuple[str, str]], at: str) -> None:
    for kind, hash_ in digests:
        made = connection.execute(
            "INSERT OR IGNORE INTO tombstones (kind, digest, forgotten_at) VALUES (?, ?, ?)", (kind, hash_, at)
        )
        if made.rowcount and made.lastrowid:
            row = connection.execute(query("forget_tombstone"), {"id": made.lastrowid}).fetchone()
            keep_record_digests(connection, {("tombstones", made.lastrowid): row[0]})
