"""The schema: the migrations make what the tables say, and the database itself refuses what can't be."""

import re
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine
from sqlalchemy.dialects import sqlite
from sqlalchemy.pool import StaticPool

from helpers import Desk
from pipeline_cli.store.connect import APPLICATION_ID, SCHEMA_VERSION, empty_store, migrations, open_writing
from pipeline_cli.store.create import upgrade
from pipeline_cli.store.tables import Instant, Record
from support import NOW, TOKYO

Schema = dict[str, str]


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.ok("log", "Aoki", "note", "--next", "tomorrow")
    return desk


def schema_of(connection: sqlite3.Connection) -> Schema:
    """Return the SQL of every table and index by name; what SQLite keeps for itself is left out."""
    rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
    return {name: normal(sql) for name, sql in rows if not name.startswith("search")}


def normal(sql: str) -> str:
    """Return a statement with one way of writing it; the order of constraints means nothing."""
    flat = re.sub(r"\s+", " ", sql).replace('"', "").replace("( ", "(").replace(" )", ")").replace("'", "").strip()
    head, _, body = flat.partition("(")
    parts = sorted(re.split(r", (?![^(]*\))", body.removesuffix(")")))
    return f"{head.strip()} ({', '.join(parts)})"


def metadata_schema() -> Schema:
    connection = sqlite3.connect(":memory:")
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    Record.metadata.create_all(engine)
    return schema_of(connection)


def test_migrations_make_what_the_tables_say() -> None:
    assert schema_of(empty_store()) == metadata_schema()


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_upgraded_store_has_the_schema_of_a_new_one(version: int) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for script in list(migrations(0))[:version]:
            connection.executescript(script)
        connection.execute(f"PRAGMA user_version = {version}")
        upgrade(connection)

        assert schema_of(connection) == metadata_schema()


def test_a_new_store_has_the_schema_of_the_migrations(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.path)) as connection:
        assert schema_of(connection) == schema_of(empty_store())


def test_store_is_marked_as_ours(desk: Desk) -> None:
    assert desk.value("PRAGMA application_id") == APPLICATION_ID == int.from_bytes(b"PIPE")
    assert desk.value("PRAGMA user_version") == SCHEMA_VERSION


def test_every_store_has_an_id_of_its_own(desk: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path / "other")
    other.ok("add", "Sato")
    query = "SELECT value FROM info WHERE key = 'store_id'"

    assert re.fullmatch("[0-9a-f]{8}", desk.value(query))
    assert desk.value(query) != other.value(query)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("journal_mode", "truncate"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("trusted_schema", 0),
    ],
)
def test_writing_connection_is_safe(desk: Desk, setting: str, value: object) -> None:
    with closing(open_writing(str(desk.path))) as connection:
        assert connection.execute(f"PRAGMA {setting}").fetchone()[0] == value


def test_reading_connection_can_not_write(desk: Desk) -> None:
    with closing(desk.store.reader) as connection, pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM deals")


def test_store_is_readable_by_its_user_alone(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.process("log", "Aoki", "note")
    desk.process("log", "Aoki", "")
    folder, drafts = desk.path.parent, desk.path.with_name("pipe.db.drafts")

    assert {stat.S_IMODE(path.stat().st_mode) for path in (folder, drafts)} == {0o700}
    assert {
        stat.S_IMODE(path.stat().st_mode) for path in (*folder.glob("pipe.db*"), *drafts.iterdir()) if path.is_file()
    } == {0o600}


def test_creating_leaves_nothing_but_the_store(desk: Desk) -> None:
    assert {path.name for path in desk.path.parent.iterdir()} <= {"pipe.db", "pipe.db-journal"}


DEAL: dict[str, Any] = {
    "customer_id": 1,
    "title": "",
    "state": "open",
    "stage": "approach",
    "stage_since": "2026-11-18T00:30:00Z",
    "source": "",
    "owner": "",
    "tags": "[]",
    "opened_at": "2026-11-18T00:30:00Z",
    "lost_reason": "",
    "concern": "",
    "if_solved": "",
    "custom": "{}",
}
ACTIVITY: dict[str, Any] = {
    "customer_id": 1,
    "at": "2026-11-18T00:30:00Z",
    "zone": "",
    "kind": "call",
    "inbound": 0,
    "reached": 1,
    "appointment": 0,
    "note": "",
    "helped": "",
    "thanked": 0,
    "custom": "{}",
}
STEP: dict[str, Any] = {
    "deal_id": 1,
    "due_on": "2026-11-19",
    "zone": "",
    "by": "",
    "why": "",
    "agreed": 1,
    "waiting": 0,
    "moves": 0,
    "attempts": 0,
    "state": "kept",
    "set_at": "2026-11-18T00:30:00Z",
}
CUSTOMER: dict[str, Any] = {
    "name": "Sato",
    "name_key": "sato",
    "reading": "",
    "reading_key": "",
    "company": "",
    "phones": "[]",
    "emails": "[]",
    "tags": "[]",
    "memo": "",
    "custom": "{}",
    "created_at": "2026-11-18T00:30:00Z",
}
ROWS = {"customers": CUSTOMER, "deals": DEAL, "activities": ACTIVITY, "next_steps": STEP}


def insert(desk: Desk, table: str, **changes: object) -> None:
    row = {**ROWS[table], **changes}
    names, marks = ", ".join(f'"{name}"' for name in row), ", ".join(f":{name}" for name in row)
    with closing(open_writing(str(desk.path))) as connection:
        connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", row)


@pytest.mark.parametrize("table", ROWS)
def test_database_takes_a_sound_row(desk: Desk, table: str) -> None:
    insert(desk, table)


@pytest.mark.parametrize(
    ("table", "changes"),
    [
        ("customers", {"name": ""}),
        ("customers", {"name": None}),
        ("deals", {"customer_id": 99}),
        ("deals", {"state": "asleep"}),
        ("deals", {"if_solved": "perhaps"}),
        ("deals", {"state": "won"}),
        ("deals", {"state": "lost"}),
        ("deals", {"closed_at": "2026-11-18T00:30:00Z"}),
        ("deals", {"state": "parked"}),
        ("deals", {"parked_until": "2027-01-01"}),
        ("deals", {"value_minor": 5}),
        ("deals", {"profit_minor": 5}),
        ("deals", {"mrr_minor": 5}),
        ("deals", {"value_minor": -1, "currency": "JPY"}),
        ("activities", {"kind": "fax"}),
        ("activities", {"minutes": -1}),
        ("activities", {"reached": 2}),
        ("activities", {"customer_id": 99}),
        ("activities", {"deal_id": 99}),
        ("next_steps", {"state": "open"}),
        ("next_steps", {"state": "forgotten"}),
        ("next_steps", {"deal_id": 99}),
        ("next_steps", {"moves": -1}),
        ("next_steps", {"attempts": -1}),
        ("next_steps", {"due_on": None}),
        ("next_steps", {"due_at": "2026-11-19T00:30:00Z"}),
    ],
    ids=str,
)
def test_database_refuses_what_can_not_be(desk: Desk, table: str, changes: dict[str, object]) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        insert(desk, table, **changes)


@pytest.mark.parametrize("table", ROWS)
def test_database_refuses_a_second_row_of_the_same_ref(desk: Desk, table: str) -> None:
    insert(desk, table, ref="7")

    with pytest.raises(sqlite3.IntegrityError):
        insert(desk, table, ref="7")


def test_database_keeps_a_customer_who_has_a_deal(desk: Desk) -> None:
    with closing(open_writing(str(desk.path))) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("DELETE FROM customers WHERE id = 1")


def test_numbers_are_never_given_again(desk: Desk) -> None:
    desk.ok("add", "Sato")
    desk.ok("undo")

    assert desk.json("add", "Suzuki")["deal"]["id"] == 3


@given(st.datetimes(timezones=st.just(TOKYO), min_value=datetime(1900, 1, 2), max_value=datetime(9999, 12, 31)))  # noqa: DTZ001
def test_instant_comes_back_to_the_second(at: datetime) -> None:
    stored = Instant().process_bind_param(at, sqlite.dialect())

    assert stored is not None
    assert Instant().process_result_value(stored, sqlite.dialect()) == at.replace(microsecond=0).astimezone(UTC)


@given(*[st.datetimes(timezones=st.timezones(), min_value=datetime(1900, 1, 2), max_value=datetime(9999, 12, 30))] * 2)  # noqa: DTZ001
def test_order_of_stored_instants_is_the_order_of_time(one: datetime, other: datetime) -> None:
    first, second = (
        Instant().process_bind_param(at.replace(microsecond=0), sqlite.dialect()) or "" for at in (one, other)
    )

    assert (first < second) == (
        one.replace(microsecond=0).astimezone(UTC) < other.replace(microsecond=0).astimezone(UTC)
    )


def test_instant_refuses_a_time_without_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        Instant().process_bind_param(NOW.replace(tzinfo=None), sqlite.dialect())


def test_stored_instant_is_utc_and_its_zone_is_kept(desk: Desk) -> None:
    assert desk.rows("SELECT at, zone FROM activities") == [("2026-11-18T00:30:00Z", "Asia/Tokyo")]
