"""A unit of work: kept whole or not at all, written down, and its facts and search kept true."""

import json
import signal
import sqlite3
from typing import Any, NoReturn

import pytest
from sqlalchemy import exc
from sqlalchemy.engine.default import DefaultDialect

from helpers import Desk
from pipeline_cli.errors import StoreError
from pipeline_cli.store.store import Store
from pipeline_cli.store.tables import ActivityRow, CustomerRow, DealRow
from support import NOW


@pytest.fixture
def store(desk: Desk) -> Store:
    return desk.store


def customer(name: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401  # columns
    return {"name": name, "name_key": name.lower(), "created_at": NOW, **fields}


def add_deal(store: Store) -> int:
    with store.writing("add", NOW) as unit:
        id_ = unit.insert(CustomerRow, **customer("Aoki"))
        return unit.insert(DealRow, customer_id=id_, stage="approach", stage_since=NOW, opened_at=NOW)


def test_unit_is_one_entry_of_the_history(desk: Desk, store: Store) -> None:
    with store.writing("add", NOW) as unit:
        unit.insert_many(CustomerRow, [customer("Aoki"), customer("Sato")])
        unit.summary = "two customers"

    assert desk.rows("SELECT id, at, zone, command, summary, undone_by FROM operations") == [
        (1, "2026-11-18T00:30:00Z", "Asia/Tokyo", "add", "two customers", None)
    ]
    assert desk.rows("SELECT operation_id, table_name, row_id, before FROM changes") == [
        (1, "customers", 1, None),
        (1, "customers", 2, None),
    ]


def test_change_is_written_down_with_what_was_there_before_and_after(desk: Desk, store: Store) -> None:
    add_deal(store)
    with store.writing("edit", NOW) as unit:
        unit.update(CustomerRow, 1, memo="Prefers mornings.", phones=["1", "2"])
    before, after = map(json.loads, desk.rows("SELECT before, after FROM changes ORDER BY id DESC LIMIT 1")[0])

    assert (before["memo"], before["phones"]) == ("", "[]")
    assert (after["memo"], after["phones"]) == ("Prefers mornings.", '["1","2"]')
    assert set(before) == {row[1] for row in desk.rows("PRAGMA table_info(customers)")}


def test_change_that_changes_nothing_is_no_entry_of_the_history(desk: Desk, store: Store) -> None:
    add_deal(store)
    with store.writing("edit", NOW) as unit:
        unit.update(CustomerRow, 1, name="Aoki")

    assert desk.value("SELECT count(*) FROM operations") == 1


def test_unit_that_fails_leaves_nothing(desk: Desk, store: Store) -> None:
    add_deal(store)
    with pytest.raises(exc.IntegrityError), store.writing("add", NOW) as unit:
        unit.insert_many(CustomerRow, [customer("Sato"), customer("")])

    assert desk.rows("SELECT name FROM customers") == [("Aoki",)]
    assert desk.value("SELECT count(*) FROM operations") == 1


def test_store_has_saved_once_a_unit_is_committed(store: Store) -> None:
    with store.writing("add", NOW) as unit:
        unit.insert(CustomerRow, **customer("Sato"))

        assert not store.has_saved
    assert store.has_saved


def test_store_has_not_saved_what_failed(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.writing("add", NOW):
        raise ZeroDivisionError

    assert not store.has_saved


def test_rows_of_one_call_may_name_different_columns(desk: Desk, store: Store) -> None:
    with store.writing("add", NOW) as unit:
        rows = [customer("Aoki"), customer("Sato", memo="tall"), customer("Ito", ref="7", tags=["vip"])]

        assert unit.insert_many(CustomerRow, rows) == [1, 2, 3]
    assert desk.rows("SELECT name, memo, ref, tags FROM customers") == [
        ("Aoki", "", None, "[]"),
        ("Sato", "tall", None, "[]"),
        ("Ito", "", "7", '["vip"]'),
    ]


def test_no_rows_are_no_change(desk: Desk, store: Store) -> None:
    with store.writing("add", NOW) as unit:
        assert unit.insert_many(CustomerRow, []) == []

    assert desk.value("SELECT count(*) FROM operations") == 0


def test_ids_go_on_within_a_unit_and_from_one_to_the_next(store: Store) -> None:
    with store.writing("add", NOW) as unit:
        ids = [unit.insert(CustomerRow, **customer("Aoki")), *unit.insert_many(CustomerRow, [customer("Sato")] * 2)]
    with store.writing("add", NOW) as unit:
        ids.append(unit.insert(CustomerRow, **customer("Ito")))

    assert ids == [1, 2, 3, 4]


def test_id_of_a_row_that_was_taken_back_is_not_given_again(desk: Desk, store: Store) -> None:
    add_deal(store)
    with store.writing("undo", NOW) as unit:
        for table, id_, before in [("deals", 1, None), ("customers", 1, None)]:
            unit.put_back(table, id_, before)

    assert add_deal(store) == 2
    assert desk.rows("SELECT id FROM customers") == [(2,)]


def test_put_back_makes_a_row_what_it_was(desk: Desk, store: Store) -> None:
    add_deal(store)
    before = desk.rows("SELECT * FROM customers")
    with store.writing("edit", NOW) as unit:
        unit.update(CustomerRow, 1, name="Other", tags=["x"])
    wanted = desk.value("SELECT before FROM changes ORDER BY id DESC LIMIT 1")
    with store.writing("undo", NOW) as unit:
        unit.put_back("customers", 1, wanted)

    assert desk.rows("SELECT * FROM customers") == before


def test_facts_follow_what_is_logged(desk: Desk, store: Store) -> None:
    deal = add_deal(store)
    with store.writing("log", NOW) as unit:
        unit.insert(ActivityRow, customer_id=1, deal_id=deal, at=NOW, kind="call", reached=True, minutes=20)

    assert desk.rows(
        "SELECT follow_up, stage, last_reached_at, last_reached_id, contacts, minutes FROM deal_facts"
    ) == [("none", "approach", "2026-11-18T00:30:00Z", 1, 1, 20)]


def test_facts_of_both_deals_follow_an_activity_that_is_moved(desk: Desk, store: Store) -> None:
    first, second = add_deal(store), add_deal(store)
    with store.writing("log", NOW) as unit:
        activity = unit.insert(ActivityRow, customer_id=1, deal_id=first, at=NOW, kind="call", reached=True)
    with store.writing("edit", NOW) as unit:
        unit.update(ActivityRow, activity, deal_id=second)

    assert desk.rows("SELECT deal_id, contacts FROM deal_facts ORDER BY 1") == [(first, 0), (second, 1)]


def test_facts_of_a_deal_go_with_it(desk: Desk, store: Store) -> None:
    deal = add_deal(store)
    with store.writing("undo", NOW) as unit:
        unit.put_back("deals", deal, None)

    assert desk.rows("SELECT * FROM deal_facts") == []


def test_search_finds_what_was_written_and_not_what_it_was_before(desk: Desk, store: Store) -> None:
    add_deal(store)
    with store.writing("edit", NOW) as unit:
        unit.update(CustomerRow, 1, name="Kato", memo="ﾃｽﾄ")
    found = "SELECT rowid FROM search WHERE search MATCH ?"

    assert desk.rows(found, '"てすと"') == desk.rows(found, "kato") == [(1 * 4 + 1,)]
    assert desk.rows(found, "aoki") == []


def test_search_has_a_row_for_every_customer_deal_and_activity(desk: Desk) -> None:
    desk.ok("log", "Aoki", "note")
    desk.ok("log", "Sato", "note")
    desk.ok("undo")

    assert sorted(desk.rows("SELECT rowid FROM search")) == [(5,), (6,), (7,)]


def test_breach_of_a_constraint_is_a_bug_and_no_trouble_with_the_store(store: Store) -> None:
    with pytest.raises(exc.IntegrityError), store.writing("add", NOW) as unit:
        unit.insert(CustomerRow, **customer(""))


def test_bug_report_holds_nothing_that_customers_said(store: Store) -> None:
    with pytest.raises(exc.IntegrityError) as error, store.writing("add", NOW) as unit:
        unit.insert(CustomerRow, **customer("", memo="in confidence"))

    assert "confidence" not in str(error.value)


@pytest.mark.parametrize(
    "error", [sqlite3.OperationalError("disk I/O error"), sqlite3.DatabaseError("malformed")], ids=str
)
def test_trouble_with_the_store_in_plain_sql_is_told_as_such(store: Store, error: sqlite3.Error) -> None:
    with pytest.raises(StoreError), store.writing("add", NOW):
        raise error


def test_unit_holds_the_lock_from_its_first_reading_on(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline_cli.store.connect.BUSY_SECONDS", 0.01)
    with store.writing("add", NOW) as unit:
        unit.reader.execute("SELECT * FROM customers").fetchall()

        with pytest.raises(StoreError, match="in use"), Store(store.path).writing("add", NOW):
            pass


@pytest.fixture
def interrupted_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Ctrl-C be pressed while the store is being written to, at the very end."""
    commit = DefaultDialect.do_commit

    def interrupted(self: DefaultDialect, connection: Any) -> None:  # noqa: ANN401  # the driver's own connection
        signal.raise_signal(signal.SIGINT)
        commit(self, connection)  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it so
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(DefaultDialect, "do_commit", interrupted)


@pytest.mark.usefixtures("interrupted_commit")
def test_ctrl_c_during_the_commit_waits_until_it_is_known_to_be_made(desk: Desk, store: Store) -> None:
    with pytest.raises(KeyboardInterrupt), store.writing("add", NOW) as unit:
        unit.insert(CustomerRow, **customer("Aoki"))

    assert store.has_saved
    assert desk.rows("SELECT name FROM customers") == [("Aoki",)]


@pytest.mark.usefixtures("interrupted_commit")
def test_ctrl_c_during_the_commit_says_that_it_is_saved_and_keeps_no_draft(desk: Desk) -> None:
    outcome = desk("log", "Aoki", "note")

    assert outcome.code == 130
    assert "is saved" in outcome.err
    assert desk.drafts() == []


@pytest.fixture
def failing_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the disk report an error at the last sync of a commit, when all of it is in place."""

    def commit_and_fail(_: DefaultDialect, connection: Any) -> None:  # noqa: ANN401  # the driver's own connection
        connection.commit()
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(DefaultDialect, "do_commit", commit_and_fail)


@pytest.mark.usefixtures("failing_sync")
def test_change_that_is_stored_is_called_saved_though_the_disk_failed(desk: Desk) -> None:
    outcome = desk("log", "Aoki", "note")

    assert outcome.code == 0
    assert "disk I/O error" in outcome.err
    assert desk.drafts() == []
    assert desk.value("SELECT note FROM activities") == "note"


def test_commit_that_fails_is_not_saved(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> NoReturn:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(DefaultDialect, "do_commit", fail)
    outcome = desk("log", "Aoki", "note")

    assert outcome.code == 5
    assert len(desk.drafts()) == 1
    assert desk.value("SELECT count(*) FROM activities") == 0
