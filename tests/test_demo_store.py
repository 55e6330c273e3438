"""The demo's store: made for a day, whole or not at all, and lively on whatever day that is."""

import json
import os
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from demo_support import LIVELY_DAYS
from pipeline_cli.dates import is_working_day
from pipeline_cli.demo.work_days import rules_around
from pipeline_cli.domain.agenda import LISTS
from pipeline_cli.domain.names import name_key, reading_key
from pipeline_cli.errors import RefusedError, StoreError
from pipeline_cli.services.make_demo import demo_store
from pipeline_cli.services.suggest_pruning import suggest_pruning
from pipeline_cli.services.todays_agenda import todays_agenda
from pipeline_cli.services.undo_changes import undo_changes
from pipeline_cli.store.store import Store
from support import NOW, TOKYO, ago

NEXT_DAY = NOW + timedelta(days=1)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A demo store that is only read."""
    path = str(tmp_path_factory.mktemp("demo") / "data" / "demo.db")
    demo_store(path, NOW)
    return Store(path)


@pytest.fixture(scope="module", params=LIVELY_DAYS)
def lively(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, datetime]:
    """A demo store of some day, and the time that it was made."""
    now = datetime.fromisoformat(request.param).replace(tzinfo=TOKYO)
    path = str(tmp_path_factory.mktemp("demo") / "demo.db")
    demo_store(path, now)
    return Store(path), now


def is_business_day(now: datetime) -> bool:
    """Tell whether anybody is called and met on the day."""
    return is_working_day(now.date(), rules_around(now.year))


def dump(path: str) -> list[str]:
    """Return all that is in a store but its own random id, and the digest of that."""
    lines = Store(path).reader.iterdump()
    return [line for line in lines if "store_id" not in line and "VALUES('info',1," not in line]


def test_each_list_of_today_has_something(lively: tuple[Store, datetime]) -> None:
    store, now = lively
    agenda = todays_agenda(store, now, on=now.date())

    assert [name for name in LISTS if not getattr(agenda, name)] == []
    assert len(agenda.callbacks) >= (8 if is_business_day(now) else 4)


def test_callbacks_are_overdue_due_today_and_due_next(lively: tuple[Store, datetime]) -> None:
    store, now = lively
    late = [item.overdue_days > 0 for item in todays_agenda(store, now, on=now.date()).callbacks]

    assert set(late) == ({True, False} if is_business_day(now) else {True})
    week = todays_agenda(store, now, on=now.date(), days=7, limit=0)
    assert week.totals["callbacks"] > len(late)


def test_prune_suggests_each_action(lively: tuple[Store, datetime]) -> None:
    store, now = lively
    pruning = suggest_pruning(store.reader, now)

    actions = Counter(one.suggestion.action for one in pruning.shown)
    assert actions.keys() == {"close", "ask", "park", "reconnect"}
    assert pruning.kept > pruning.total
    assert pruning.basis.is_own_history


def test_history_is_one_operation(made: Store) -> None:
    operations = made.reader.execute("SELECT command, summary FROM operations").fetchall()

    assert operations == [("demo", "66 customers, 99 deals")]


def test_facts_and_search_are_worked_out(made: Store) -> None:
    facts, found = made.reader.execute(
        "SELECT (SELECT count(*) FROM deal_facts), (SELECT count(*) FROM search WHERE text MATCH '熟成庫')"
    ).fetchone()

    assert facts == 99
    assert found >= 2


def test_constraints_of_the_store_hold(made: Store) -> None:
    assert made.reader.execute("PRAGMA foreign_key_check").fetchall() == []
    assert made.reader.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_names_are_found_as_if_they_had_been_typed(made: Store) -> None:
    rows = made.reader.execute("SELECT name, name_key, reading, reading_key FROM customers").fetchall()

    assert all((name_key(name), reading_key(reading)) == (key, other) for name, key, reading, other in rows)


def test_same_day_keeps_what_was_changed(tmp_path: Path) -> None:
    path = str(tmp_path / "demo.db")
    demo_store(path, NOW)
    with Store(path).writing("log", NOW) as unit:
        unit.put_back("tallies", 1, None)

    assert not demo_store(path, NOW + timedelta(hours=5)).is_new
    assert Store(path).reader.execute("SELECT count(*) FROM operations").fetchone() == (2,)


@pytest.mark.parametrize(("now", "is_reset"), [(NEXT_DAY, False), (NOW, True)], ids=["another day", "reset"])
def test_made_anew(tmp_path: Path, now: datetime, *, is_reset: bool) -> None:
    path, fresh = str(tmp_path / "demo.db"), str(tmp_path / "fresh.db")
    demo_store(path, NOW)
    with Store(path).writing("log", NOW) as unit:
        unit.put_back("tallies", 1, None)

    assert demo_store(path, now, is_reset=is_reset).is_new
    demo_store(fresh, now)
    assert dump(path) == dump(fresh)


def test_made_anew_where_its_making_was_undone(tmp_path: Path) -> None:
    path = str(tmp_path / "demo.db")
    demo_store(path, NOW)
    undo_changes(Store(path), 1, NOW)

    assert demo_store(path, NOW) == (path, 99, 66, True, 0)


def test_day_is_the_users_own(tmp_path: Path) -> None:
    path = str(tmp_path / "demo.db")
    midnight = datetime(2026, 11, 18, 0, 30, tzinfo=TOKYO)
    demo_store(path, midnight)

    assert not demo_store(path, midnight + timedelta(hours=23)).is_new
    assert demo_store(path, midnight + timedelta(hours=24)).is_new


def test_nothing_but_the_store_is_left(tmp_path: Path) -> None:
    demo_store(str(tmp_path / "demo.db"), NOW)
    demo_store(str(tmp_path / "demo.db"), NEXT_DAY)

    assert {path.name for path in tmp_path.iterdir()} <= {"demo.db", "demo.db-journal"}


def test_journal_of_the_old_store_is_not_played_back(tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    demo_store(str(path), NOW)
    Path(f"{path}-journal").write_bytes(b"left by a process that was killed")

    demo_store(str(path), NOW, is_reset=True)

    assert not os.path.exists(f"{path}-journal")


@pytest.mark.parametrize("is_reset", [False, True])
def test_store_that_is_no_demo_is_left_alone(tmp_path: Path, *, is_reset: bool) -> None:
    path = str(tmp_path / "demo.db")
    with Store(path).writing("tally", ago(3)) as unit:
        from pipeline_cli.store.tables import TallyRow

        unit.insert(TallyRow, day=ago(3).date(), kind="calls", amount=3)
    before = Path(path).read_bytes()

    with pytest.raises(RefusedError, match="no demo store"):
        demo_store(path, NOW, is_reset=is_reset)
    assert Path(path).read_bytes() == before


def test_damaged_demo_is_made_anew_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    path.write_bytes(b"no database")

    with pytest.raises(StoreError) as caught:
        demo_store(str(path), NOW)
    assert "pipe demo --reset" in caught.value.hint
    assert demo_store(str(path), NOW, is_reset=True).is_new


def test_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "demo.db").mkdir()

    with pytest.raises(StoreError):
        demo_store(str(tmp_path / "demo.db"), NOW, is_reset=True)
    assert [path.name for path in tmp_path.iterdir()] == ["demo.db"]


def test_lists_in_the_store_are_json(made: Store) -> None:
    tags = made.reader.execute("SELECT tags FROM customers WHERE name = '東雲薬品株式会社'").fetchone()[0]

    assert json.loads(tags) == ["医薬品卸", "GDP"]
