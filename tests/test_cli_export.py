"""``pipe export``, and the way back: an export imported gives the same store."""

import csv
import json
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import Desk
from pipeline_cli.domain.names import name_key, reading_key
from pipeline_cli.domain.plain_rows import COLUMNS
from pipeline_cli.store.store import Store
from pipeline_cli.store.tables import ActivityRow, CustomerRow, DealRow, NextStepRow, Record, StageChangeRow
from support import Pipe, ago, day

TABLES = ("customers", "deals", "activities", "next_steps", "stage_changes")


def stored(path: str, *without: str) -> dict[str, list[dict[str, Any]]]:
    """Return all records of a store, without some columns."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        found = {table: connection.execute(f"SELECT * FROM {table} ORDER BY id") for table in TABLES}
        rows = {table: [dict(row) for row in cursor] for table, cursor in found.items()}
    return {table: [{k: v for k, v in row.items() if k not in without} for row in rows[table]] for table in TABLES}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_export_writes_a_folder_of_private_files(pipe: Pipe, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told = json.loads(pipe("--json", "export", "-o", str(out)).out)

    assert told["folder"] == str(out)
    assert [(one["table"], one["rows"]) for one in told["files"]] == [
        ("customers", 7),
        ("deals", 7),
        ("activities", 6),
        ("next_steps", 3),
        ("stages", 0),
    ]
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in out.iterdir()} == {0o600}


def test_export_begins_with_the_columns_of_the_contract(pipe: Pipe, tmp_path: Path) -> None:
    pipe("export", "-o", str(tmp_path / "out"))

    for table, columns in COLUMNS.items():
        header = (tmp_path / "out" / f"{table}.csv").read_text(encoding="utf-8").splitlines()[0]
        assert header.split(",")[: len(columns)] == list(columns)


def test_exported_deal_reads_as_it_is(pipe: Pipe, tmp_path: Path) -> None:
    pipe("export", "-o", str(tmp_path / "out"))

    deal = rows_of(tmp_path / "out" / "deals.csv")[4]
    assert (deal["customer"], deal["title"], deal["state"], deal["stage"]) == (
        "Aoki Printing",
        "First line",
        "won",
        "commit",
    )
    assert (deal["value"], deal["currency"], deal["profit"]) == ("800000", "JPY", "")
    assert deal["closed_at"] == ago(200).isoformat()
    assert deal["ref"].endswith("-deal-5")
    assert deal["customer_ref"].endswith("-customer-1")


def test_export_goes_to_a_folder_of_the_day(pipe: Pipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    pipe("export")

    assert (tmp_path / "pipe-export-2026-11-18" / "deals.csv").exists()


def test_export_writes_over_nothing_unless_told(pipe: Pipe, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "stages.csv").write_text("mine")
    refused = pipe("export", "-o", str(out))

    assert refused.code == 4
    assert "stages.csv is there already" in refused.err
    assert [file.name for file in out.iterdir()] == ["stages.csv"]
    assert pipe("export", "-o", str(out), "--force").code == 0
    assert (out / "stages.csv").read_text() != "mine"


@pytest.mark.parametrize(("name", "table", "rows"), [("activities.csv", "activities", 6), ("mine.csv", "deals", 7)])
def test_export_writes_one_file(pipe: Pipe, tmp_path: Path, name: str, table: str, rows: int) -> None:
    told = json.loads(pipe("--json", "export", "-o", str(tmp_path / name)).out)

    assert told["files"] == [{"file": str(tmp_path / name), "table": table, "rows": rows}]


@pytest.mark.parametrize("name", ["o.json", "o.xlsx", "o.zip", "O.TSV"])
def test_export_into_what_is_no_csv_is_refused(pipe: Pipe, tmp_path: Path, name: str) -> None:
    refused = pipe("export", "-o", str(tmp_path / name))

    assert refused.code == 2
    assert f"-o {tmp_path / name}/" in refused.err
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["o.json/", "2026-11-18", "o.2026"])
def test_export_into_a_folder_is_not_taken_for_a_file(pipe: Pipe, tmp_path: Path, name: str) -> None:
    assert pipe("export", "-o", f"{tmp_path}/{name}").code == 0
    assert (tmp_path / name / "stages.csv").exists()


def test_export_into_one_file_says_what_it_holds(pipe: Pipe, tmp_path: Path) -> None:
    told = pipe("export", "-o", str(tmp_path / "o.csv")).out

    assert "It holds deals alone; a folder gets all five tables." in " ".join(told.split())


def test_export_writes_deals_to_stdout(desk: Desk) -> None:
    desk.ok("add", "青木", "--title", "x")
    lines = desk.process("export", "-o", "-").stdout.decode().split("\n")

    assert lines[0].startswith("ref,customer_ref,customer,title")
    assert (",青木,x," in lines[1], lines[2:]) == (True, [""])


def test_export_to_stdout_has_no_json(pipe: Pipe) -> None:
    assert pipe("--json", "export", "-o", "-").code == 2


def test_export_of_no_store_has_headers_alone(desk: Desk, tmp_path: Path) -> None:
    desk.ok("export", "-o", str(tmp_path / "out"))

    assert [one["rows"] for one in desk.json("export", "-o", str(tmp_path / "again"))["files"]] == [0] * 5
    assert not desk.path.exists()


def test_export_to_a_full_disk_is_told(pipe: Pipe) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no such device")
    outcome = pipe("export", "-o", "/dev/full")

    assert outcome.code == 5
    assert "/dev/full was not written" in outcome.err


@pytest.mark.parametrize(("words", "cell"), [((), "'=cmd|' /C calc'!A0"), (("--raw",), "=cmd|' /C calc'!A0")])
def test_formulas_are_guarded_unless_wanted_raw(desk: Desk, tmp_path: Path, words: tuple[str, ...], cell: str) -> None:
    desk.ok("log", "Aoki", "=cmd|' /C calc'!A0", "--new", "--next", "tomorrow")
    desk.ok("export", "-o", str(tmp_path / "out"), *words)

    assert rows_of(tmp_path / "out" / "activities.csv")[0]["note"] == cell


def test_export_imported_into_its_own_store_changes_nothing(pipe: Pipe, store: Store, tmp_path: Path) -> None:
    before = Path(store.path).read_bytes()
    pipe("export", "-o", str(tmp_path / "out"))
    told = json.loads(pipe("--json", "import", str(tmp_path / "out")).out)

    assert [told[table]["same"] for table in COLUMNS] == [7, 7, 6, 3, 0]
    assert Path(store.path).read_bytes() == before


def test_export_imported_into_an_empty_store_gives_the_same(
    pipe: Pipe, store: Store, desk: Desk, tmp_path: Path
) -> None:
    pipe("export", "-o", str(tmp_path / "out"))
    assert desk("import", str(tmp_path / "out")).code == 0

    ours, theirs = (
        stored(store.path, "ref", "name_key", "reading_key"),
        stored(str(desk.path), "ref", "name_key", "reading_key"),
    )
    assert {table: ours[table] for table in TABLES[:4]} == {table: theirs[table] for table in TABLES[:4]}


def test_imported_export_is_exported_the_same_again(pipe: Pipe, desk: Desk, tmp_path: Path) -> None:
    for table in COLUMNS:
        pipe("export", "-o", str(tmp_path / "a" / f"{table}.csv"))
    desk.ok("import", str(tmp_path / "a"))
    desk.ok("export", "-o", str(tmp_path / "b"))

    for table in ("customers", "deals", "activities", "next_steps"):
        assert (tmp_path / "a" / f"{table}.csv").read_text() == (tmp_path / "b" / f"{table}.csv").read_text()


anything = st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"]) | st.sampled_from("='\"+-@\t\r\n,;[]")
)
in_a_line = anything.map(lambda text: " ".join(text.split())).filter(lambda text: len(text.splitlines()) < 2)
named = in_a_line.filter(bool)
lists = st.lists(named, max_size=3)
customs = st.dictionaries(
    st.sampled_from(["colour", "name", "custom:x", "deal_ref", "note"]), anything.filter(str.strip), max_size=2
)


def refs(prefix: str) -> st.SearchStrategy[str | None]:
    return st.none() | st.integers(0, 10**18).map(lambda n: f"{prefix}{n}")


@st.composite
def stores(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """Return what a store holds: a customer, a deal in some state, and what hangs on them."""
    state = draw(st.sampled_from(["open", "won", "lost", "parked"]))
    is_closed = state in ("won", "lost")
    customer = {
        "ref": draw(refs("c")),
        "name": draw(named),
        "reading": draw(in_a_line),
        "company": draw(in_a_line),
        "phones": draw(lists),
        "emails": draw(lists),
        "tags": draw(lists),
        "memo": draw(anything),
        "custom": draw(customs),
        "created_at": ago(draw(st.integers(0, 999))),
    }
    deal = {
        "ref": draw(refs("d")),
        "customer_id": 1,
        "title": draw(in_a_line),
        "state": state,
        "stage": "commit",
        "stage_since": ago(50),
        "currency": "USD",
        "value_minor": draw(st.none() | st.integers(0, 10**12)),
        "profit_minor": draw(st.none() | st.integers(-(10**12), 10**12)),
        "tags": draw(lists),
        "opened_at": ago(90),
        "closed_at": ago(10) if is_closed else None,
        "parked_until": day(5) if state == "parked" else None,
        "lost_reason": draw(anything) if state == "lost" else "",
        "concern": draw(anything),
        "if_solved": draw(st.sampled_from(["", "yes", "no", "unknown"])),
        "decides_on": draw(st.none() | st.just(day(3))),
        "custom": draw(customs),
    }
    activity = {
        "ref": draw(refs("a")),
        "customer_id": 1,
        "deal_id": draw(st.sampled_from([None, 1])),
        "at": ago(draw(st.integers(0, 99))),
        "zone": draw(st.sampled_from(["", "Asia/Tokyo", "+0900"])),
        "kind": draw(st.sampled_from(["call", "note"])),
        "reached": draw(st.booleans()),
        "valid": draw(st.sampled_from([None, True, False])),
        "minutes": draw(st.sampled_from([None, 0, 45])),
        "note": draw(anything),
        "helped": draw(anything),
        "custom": draw(customs),
    }
    step = {
        "ref": draw(refs("s")),
        "deal_id": 1,
        "due_on": day(1),
        "why": draw(anything),
        "state": "open" if state == "open" else "kept",
        "attempts": 2,
        "set_at": ago(1),
        "ended_at": None if state == "open" else ago(0),
    }
    ways = [{"deal_id": 1, "stage": "commit", "at": ago(90)}]
    ways += [{"deal_id": 1, "state": state, "stage": "commit", "at": ago(10)}] if state != "open" else []
    return {"customers": [customer], "deals": [deal], "activities": [activity], "next_steps": [step], "stages": ways}


def fill(path: str, content: dict[str, list[dict[str, Any]]]) -> None:
    models: tuple[type[Record], ...] = (CustomerRow, DealRow, ActivityRow, NextStepRow, StageChangeRow)
    for customer in content["customers"]:
        customer["name_key"], customer["reading_key"] = name_key(customer["name"]), reading_key(customer["reading"])
    with Store(path).writing("test", ago(0)) as unit:
        for model, rows in zip(models, content.values(), strict=True):
            for row in rows:
                unit.insert(model, **row)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stores(), st.booleans())
def test_any_store_comes_back_from_its_export(content: dict[str, list[dict[str, Any]]], is_raw: bool) -> None:  # noqa: FBT001
    raw = ["--raw"] if is_raw else []
    with TemporaryDirectory() as first, TemporaryDirectory() as second:
        here, there, out = Desk(Path(first)), Desk(Path(second)), str(Path(first) / "out")
        fill(str(here.path), content)
        here.ok("export", "-o", out, *raw)
        assert not {key for key, n in here.json("import", out, *raw)["deals"].items() if n} - {"same"}
        there.ok("import", out, *raw)

        assert here.value("SELECT count(*) FROM operations") == 1
        assert stored(str(here.path), "ref") == stored(str(there.path), "ref")
