"""``pipe forget``: nothing of somebody is left in any file of ours, and nobody else loses anything."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest

from helpers import Desk, Document, posix_only
from pipeline_cli.domain.forgetting import patterns
from pipeline_cli.store.digests import register
from pipeline_cli.store.forget import alone, forget_again, wipe

PERSON = ("青木商店", "アオキショウテン", "aoki@example.jp", "090-1111-2222")
NOTE = "青木商店の見積書 aoki@example.jp"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    details = ("--reading", PERSON[1], "--email", PERSON[2], "--phone", PERSON[3], "--phone", "03-9999-9999")
    desk.ok("add", "青木商店", *details, "--title", "冷蔵庫", "--value", "500000")
    desk.ok("log", "青木商店", NOTE, "--next", "tomorrow", "--why", "青木商店へ電話")
    desk.ok("add", "青木商店ビル", "--new", "--phone", "03-9999-9999", "--title", "改装")
    desk.ok("log", "青木商店ビル", "屋根の話", "--next", "tomorrow")
    desk.ok("log", "青木商店", "taken back again")
    desk.ok("undo")
    return desk


def files(desk: Desk) -> list[Path]:
    return [path for path in desk.path.parent.rglob("*") if path.is_file()]


def named_in(desk: Desk, *texts: str) -> list[str]:
    """Return the files that hold one of some texts, in whatever form."""
    sought = patterns(texts)
    return [path.name for path in files(desk) if any(raw in path.read_bytes() for raw in sought)]


def others(desk: Desk) -> list[object]:
    """Return all that is stored of the other customer."""
    return [
        desk.rows("SELECT * FROM customers WHERE id = 2"),
        desk.rows("SELECT * FROM deals WHERE customer_id = 2"),
        desk.rows("SELECT * FROM activities WHERE customer_id = 2"),
        desk.rows("SELECT * FROM next_steps WHERE deal_id = 2"),
        desk.rows("SELECT table_name, row_id, after FROM changes WHERE operation_id IN (3, 4)"),
        desk.rows("SELECT summary FROM operations WHERE id IN (3, 4)"),
    ]


def test_nothing_is_left_in_any_file(desk: Desk) -> None:
    assert named_in(desk, *PERSON[1:]) == ["pipe.db"]
    answer = desk.json("forget", "1", "--yes")

    assert named_in(desk, *PERSON[1:], NOTE, "青木商店へ電話") == []
    # The name itself is part of another's, who stays.
    assert answer["left"] == []
    assert desk.value("SELECT count(*) FROM customers") == 1


def test_answer_counts_what_went(desk: Desk) -> None:
    answer = desk.json("forget", "1", "--yes")

    assert {name: answer[name] for name in ("deals", "activities", "next_steps", "entries", "drafts", "backups")} == {
        "deals": 1,
        "activities": 2,
        "next_steps": 1,
        "entries": 4,
        "drafts": 0,
        "backups": 1,
    }


def test_customer_with_the_same_phone_and_a_longer_name_loses_nothing(desk: Desk) -> None:
    before = others(desk)
    desk.ok("forget", "1", "--yes")

    assert others(desk) == before
    assert desk.json("find", "青木商店ビル")["total"] == 1


def test_history_keeps_the_entries_and_names_nobody(desk: Desk) -> None:
    desk.ok("forget", "1", "--yes")
    told = [(one["command"], one["summary"]) for one in desk.json("history")["operations"]]

    assert told[0] == ("forget", "one customer, 1 deal, 2 conversations")
    assert ("add", "(forgotten)") in told
    assert ("add", "#2 青木商店ビル") in told


def test_what_was_forgotten_can_not_be_undone(desk: Desk) -> None:
    desk.ok("forget", "1", "--yes")

    assert desk("undo").code == 4
    assert desk("redo").code == 3
    assert desk("undo", "--only", "1").code == 4
    assert desk("undo", "--only", "4").code == 0


def test_change_after_it_is_undone_as_ever(desk: Desk) -> None:
    desk.ok("forget", "1", "--yes")
    desk.ok("won", "2")

    assert [one["command"] for one in desk.json("undo")["undone"]] == ["won"]


def test_without_a_terminal_it_wants_yes(desk: Desk) -> None:
    before = desk.records()
    outcome = desk("forget", "1")

    assert (outcome.code, "--yes" in outcome.err) == (4, True)
    assert desk.records() == before


def test_on_a_terminal_it_shows_what_goes_and_asks_for_the_name(desk: Desk) -> None:
    outcome = desk.at_terminal("forget", "1", typed="青木商店\n")

    assert outcome.code == 0
    assert "青木商店 will be forgotten for good" in outcome.out
    assert desk.value("SELECT count(*) FROM customers") == 1


def test_on_a_terminal_another_answer_changes_nothing(desk: Desk) -> None:
    before = desk.records()

    assert desk.at_terminal("forget", "1", typed="yes\n").code == 130
    assert desk.records() == before


def test_nobody_of_that_name_is_not_found(desk: Desk, tmp_path: Path) -> None:
    assert desk("forget", "Sato", "--yes").code == 3
    assert Desk(tmp_path / "new")("forget", "Sato", "--yes").code == 3


def test_drafts_about_them_go_and_others_stay(desk: Desk) -> None:
    assert desk("log", "青木商店", "x", "--next", "xx").code == 2
    assert desk("log", "1", "x", "--next", "xx").code == 2
    assert desk("log", "青木商店ビル", "x", "--next", "xx").code == 2
    answer = desk.json("forget", "1", "--yes")

    assert answer["drafts"] == 2
    assert [draft["words"][0] for draft in desk.drafts()] == ["青木商店ビル"]


def test_backups_lose_them_too(desk: Desk) -> None:
    desk.ok("backup")
    assert desk.json("forget", "1", "--yes")["backups"] == 2
    copies = [path for path in files(desk) if ".backups" in str(path)]

    assert copies
    for path in copies:
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert connection.execute("SELECT name FROM customers").fetchall() == [("青木商店ビル",)]


def test_backup_that_can_not_be_read_is_named(desk: Desk) -> None:
    folder = Path(f"{desk.path}.backups")
    folder.mkdir()
    (folder / "broken.db").write_bytes(b"no store")

    assert [one["path"] for one in desk.json("forget", "1", "--yes")["left"]] == [str(folder / "broken.db")]


def test_record_of_somebody_else_that_names_them_is_told(desk: Desk) -> None:
    desk.ok("log", "青木商店ビル", "call aoki@example.jp as well")
    (left,) = desk.json("forget", "1", "--yes")["left"][:1]

    assert left["path"] == str(desk.path)
    assert left["records"] > 0


def test_while_somebody_reads_it_says_not_yet(desk: Desk) -> None:
    before = desk.records()
    with closing(sqlite3.connect(desk.path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM customers").fetchone()
        outcome = desk("forget", "1", "--yes")

    assert outcome.code == 5
    assert "Not yet" in outcome.err
    assert desk.records() == before


def test_those_merged_into_them_are_forgotten_too(desk: Desk) -> None:
    desk.ok("add", "旧青木屋", "--new", "--email", "old@example.jp")
    desk.ok("merge", "1", "旧青木屋")
    desk.ok("forget", "1", "--yes")

    assert named_in(desk, "旧青木屋", "old@example.jp", *PERSON[1:]) == []


def test_somebody_who_was_taken_back_can_be_forgotten(desk: Desk) -> None:
    desk.ok("add", "Mistaken Person", "--email", "wrong@example.jp")
    desk.ok("undo")
    desk.ok("forget", "Mistaken Person", "--yes")

    assert named_in(desk, "Mistaken Person", "wrong@example.jp") == []


def test_hashes_of_the_store_are_right_afterwards(desk: Desk) -> None:
    desk.ok("forget", "1", "--yes")
    query = """
        SELECT count(*) FROM operations WHERE digest <> operation_digest(id, at, zone, command, summary, undone_by,
            (SELECT sum_of_digests(table_name, row_id, before, after) FROM changes WHERE operation_id = operations.id))
        """
    with closing(sqlite3.connect(desk.path)) as connection:
        register(connection)
        assert connection.execute(query).fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM record_digests WHERE table_name = 'customers'").fetchone() == (
            1,
        )
        assert connection.execute("SELECT count(*) FROM operations WHERE digest IS NULL").fetchone() == (0,)


def test_tombstones_say_nothing_of_them(desk: Desk) -> None:
    desk.ok("forget", "1", "--yes")
    stones = desk.rows("SELECT kind, digest FROM tombstones")

    assert {kind for kind, _ in stones} == {"name", "reading", "phone", "email", "ref"}
    assert {len(digest) for _, digest in stones} == {64}


@pytest.mark.parametrize("words", [("add", "青木商店"), ("log", "青木商店", "hello")])
def test_they_come_back_only_when_that_is_said(tmp_path: Path, words: tuple[str, ...]) -> None:
    desk = Desk(tmp_path)
    desk.ok("add", "青木商店")
    desk.ok("forget", "青木商店", "--yes")

    assert desk(*words).code == 4
    assert desk(*words, "--new").code == 0
    assert desk.value("SELECT count(*) FROM tombstones WHERE kind = 'name'") == 0


@pytest.mark.parametrize(
    "table",
    [
        ("customers.csv", "ref,name,emails\na,Somebody,aoki@example.jp\nb,Other,\n"),
        ("deals.csv", "ref,customer,title\na,青木商店,x\nb,Other,y\n"),
        ("activities.csv", "ref,customer,at,kind,note\na,青木商店,2026-11-01,call,x\nb,Other,2026-11-01,call,y\n"),
    ],
    ids=lambda table: table[0],
)
def test_import_leaves_them_out_unless_asked(desk: Desk, table: tuple[str, str]) -> None:
    desk.ok("forget", "1", "--yes")
    file = desk.folder / table[0]
    file.write_text(table[1])
    outcome = desk("import", str(file), "--yes")

    assert (outcome.code, "was forgotten on 2026-11-18" in outcome.err) == (6, True)
    assert desk.value("SELECT count(*) FROM customers") == 2
    assert desk("import", str(file), "--yes", "--again").code == 0
    assert desk.value("SELECT count(*) FROM customers") == 3


def test_own_export_does_not_bring_them_back(desk: Desk) -> None:
    desk.ok("export", "-o", str(desk.folder / "out"))
    desk.ok("forget", "1", "--yes")

    assert desk("import", str(desk.folder / "out")).code == 6
    assert desk.rows("SELECT name FROM customers") == [("青木商店ビル",)]


def test_older_copy_of_the_store_loses_them_when_it_comes_back(desk: Desk) -> None:
    older = desk.folder / "older.db"
    older.write_bytes(desk.path.read_bytes())
    desk.ok("forget", "1", "--yes")
    with closing(sqlite3.connect(desk.path)) as now, alone(str(older)) as copy:
        assert [found.customers for found in forget_again(copy, now)] == [(1,)]
        wipe(copy)

    assert PERSON[2].encode() not in older.read_bytes()
    with closing(sqlite3.connect(older)) as connection:
        assert connection.execute("SELECT count(*) FROM tombstones").fetchone()[0] > 0


@posix_only
def test_nothing_is_left_readable_to_others(desk: Desk) -> None:
    desk.ok("forget", "1", "--yes")

    assert {path.stat().st_mode & 0o077 for path in files(desk) if ".backups" in str(path)} == {0}


def test_pending_decisions_about_them_are_dropped(desk: Desk) -> None:
    from pipeline_cli.domain.pruning import Decision
    from pipeline_cli.services.triage_journal import read_journal, write_journal
    from support import NOW

    store = str(desk.path)
    write_journal(store, [Decision(1, "close", reason="青木商店"), Decision(2, "won")], NOW)
    desk.ok("forget", "1", "--yes")
    journal = read_journal(store)

    assert journal is not None
    assert [one.deal for one in journal.decisions] == [2]


def test_what_ends_it_too_early_leaves_them_to_be_forgotten_again(desk: Desk) -> None:
    desk.ok("backup")
    with patch("pipeline_cli.services.forget_customer.forget_person", side_effect=KeyboardInterrupt):
        assert desk("forget", "1", "--yes").code == 130
    desk.ok("forget", "1", "--yes")

    assert named_in(desk, *PERSON[1:]) == []


def test_history_of_who_came_back_names_them_and_nothing_of_the_hashes(desk: Desk) -> None:
    desk.ok("forget", "1", "--yes")
    desk.ok("add", "青木商店", "--new")
    (entry,) = desk.json("history", "--full", "--limit", "1")["operations"]

    assert {record["kind"] for record in entry["records"]} <= {"customer", "deal", "stage_change"}


def test_json_names_nobody(desk: Desk) -> None:
    assert "青木" not in json.dumps(desk.json("forget", "1", "--yes"), ensure_ascii=False)


def test_restore_of_an_older_backup_does_not_bring_them_back(desk: Desk) -> None:
    older = desk.folder / "older.db"
    older.write_bytes(desk.path.read_bytes())
    desk.ok("forget", "1", "--yes")
    desk.ok("restore", str(older), "--yes")

    assert desk.rows("SELECT name FROM customers") == [("青木商店ビル",)]
    assert PERSON[2].encode() not in desk.path.read_bytes()


@pytest.mark.parametrize(
    ("name", "reading", "again"),
    [
        *(("Satō GmbH", "サトウ", again) for again in ("サトウ", "さとう", "sato", "Satou GmbH")),
        ("山田太郎", "やまだたろう", "ヤマダタロウ"),
        ("山田太郎", "やまだたろう", "やまだ たろう"),
        ("山田太郎", "やまだたろう", "Yamada Taro"),
    ],
)
def test_nobody_comes_back_under_the_reading_of_their_name(tmp_path: Path, name: str, reading: str, again: str) -> None:
    desk = Desk(tmp_path)
    desk.ok("add", name, "--reading", reading)
    desk.ok("forget", "1", "--yes")
    refused = desk("add", again)

    assert (refused.code, "forgotten on" in refused.err) == (4, True)
    assert desk("add", again, "--new").code == 0
    assert desk("add", "Somebody else").code == 0


@pytest.mark.parametrize("contact", [("--email", "AOKI@example.jp"), ("--phone", "０３ (1234) 5678")])
def test_forgotten_contact_is_named_not_whoever_has_it_now(tmp_path: Path, contact: tuple[str, str]) -> None:
    desk = Desk(tmp_path)
    desk.ok("add", "青木", "--email", "aoki@example.jp", "--phone", "03-1234-5678")
    desk.ok("forget", "1", "--yes")
    refused = desk("add", "Xavier", *contact)

    assert refused.code == 4
    assert f"{contact[1]} belonged to somebody who was forgotten on" in refused.err
    assert "Xavier was forgotten" not in refused.err


@pytest.fixture
def reused(tmp_path: Path) -> Desk:
    """A desk where a restore gave the number of one customer to another, as earlier versions did."""
    desk = Desk(tmp_path / "reused")
    desk.ok("log", "Alpha", "a")
    desk.ok("backup")
    desk.ok("log", "Bravo", "precious note")
    with patch("pipeline_cli.services.restore_store.go_on_counting"):
        desk.ok("restore", "1", "--yes")
    desk.ok("log", "Charlie", "c")
    return desk


def test_another_who_had_the_number_in_a_backup_stays_there_and_comes_back(reused: Desk) -> None:
    reused.ok("forget", "Charlie", "--yes")
    (kept,) = Path(f"{reused.path}.backups").glob("*-restore.db")
    reused.ok("restore", str(kept), "--yes")

    assert reused.rows("SELECT id, name FROM customers ORDER BY id") == [(1, "Alpha"), (2, "Bravo")]
    assert reused.json("find", "precious")["total"] == 1


def test_whoever_was_renamed_since_a_backup_is_the_same(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.ok("add", "Alpha", "--email", "alpha@example.jp")
    desk.ok("backup")
    desk.ok("edit", "1", "--name", "Omega Works")
    desk.ok("backup", PIPE_NOW="2026-11-18T10:30:00+09:00")
    desk.ok("restore", "2", "--yes")
    desk.ok("edit", "1", "--name", "Psi Works")
    desk.ok("forget", "1", "--yes")

    assert named_in(desk, "Alpha", "Omega Works", "Psi Works", "alpha@example.jp") == []


def test_tombstone_of_an_earlier_version_knows_them_by_number_and_name(desk: Desk) -> None:
    older = desk.folder / "older.db"
    older.write_bytes(desk.path.read_bytes())
    with patch("pipeline_cli.store.forget._born_as", side_effect=lambda ref, _: ref):
        desk.ok("forget", "1", "--yes")
    desk.ok("restore", str(older), "--yes")

    assert desk.rows("SELECT name FROM customers") == [("青木商店ビル",)]


def places(answer: Document) -> set[tuple[str, str]]:
    """Return what is told to name them in the store."""
    return {(one["kind"], one["what"]) for one in answer["left"][0]["named"]}


def test_places_that_name_them_are_told_by_kind_and_number(desk: Desk) -> None:
    desk.ok("log", "青木商店ビル", "call AOKI@example.jp as well", "--next", "tomorrow", "--why", "ask aoki@example.jp")
    desk.ok("add", "Sato", "--memo", "knows aoki@example.jp", "--title", "friend of aoki@example.jp")
    desk.ok("plan", "--quota", "5M", "--target", "aoki@example.jp: offer")
    answer = desk.json("forget", "1", "--yes")

    assert places(answer) == {
        ("customer", "Sato"),
        ("deal", "#3"),
        ("conversation", "#2"),
        ("next_step", "#2"),
        ("plan", "2026-10-01 - 2026-12-31"),
        *(("entry", str(number)) for number in (7, 8, 9)),
    }
    assert answer["left"][0]["records"] == len(places(answer))


def test_screen_says_how_each_place_is_cleared(desk: Desk) -> None:
    desk.ok("log", "青木商店ビル", "call aoki@example.jp as well")
    shown = desk.ok("forget", "1", "--yes")

    assert "conversations with #2: pipe edit N --activity N --note TEXT" in shown
    assert "entries 7 of the history" in shown


@pytest.mark.parametrize("name", ["Lost Co", "Open Ltd", "Call", "stage"])
def test_name_that_is_a_word_of_the_program_is_not_left(tmp_path: Path, name: str) -> None:
    desk = Desk(tmp_path)
    desk.ok("log", name, "hello")

    assert desk.json("forget", name, "--yes")["left"] == []


def test_summary_that_names_them_is_made_neutral(desk: Desk) -> None:
    desk.ok("add", "Old Name Works")
    desk.ok("edit", "Old Name Works", "--name", "New Name Works")
    desk.ok("forget", "New Name Works", "--yes")

    assert named_in(desk, "Old Name Works", "New Name Works") == []
    assert desk.json("doctor")["sound"] is True


def test_text_that_a_killed_editor_left_goes_with_them(desk: Desk) -> None:
    folder = Path(f"{desk.path}.drafts")
    folder.mkdir(mode=0o700)
    (folder / "edit-x1.toml").write_text('[customer]\nname = "青木商店"\n', encoding="utf-8")
    (folder / "edit-x2.txt").write_text("About somebody else", encoding="utf-8")
    desk.ok("forget", "1", "--yes")

    assert [path.name for path in folder.iterdir()] == ["edit-x2.txt"]


def test_text_that_an_earlier_version_gave_to_the_editor_is_told(desk: Desk) -> None:
    left = desk.folder / "pipe-x1.toml"
    left.write_text('# won, lost\n[customer]\nname = "青木商店"\n', encoding="utf-8")

    assert [one["path"] for one in desk.json("forget", "1", "--yes")["left"]] == [str(left)]
