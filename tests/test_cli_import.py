"""``pipe import`` of the project's own CSV: what it adds, changes, refuses and says."""

import json
import stat
from pathlib import Path

import pytest

from helpers import Desk

CUSTOMERS = "ref,name,reading,phones\nc1,Aoki Printing,あおき,03-1;090-2\nc2,Brandt GmbH,,\n"
DEALS = """\
ref,customer_ref,title,state,stage,value,currency,opened_at,closed_at,lost_reason
d1,c1,Second line,open,prospect,1200000,JPY,2026-09-01T10:00:00+09:00,,
d2,c1,First line,won,commit,800000,JPY,2026-03-01,2026-05-02T15:00:00+09:00,
d3,c2,Website,lost,potential,,,2026-08-01,2026-09-15,price
"""
ACTIVITIES = """\
ref,deal_ref,customer_ref,at,kind,reached,minutes,note
a1,d1,,2026-09-02T10:00:00+09:00,meeting,true,45,"They want it
in writing"
a2,,c1,2026-04-01T10:00:00+09:00,call,false,,
a3,,c2,2026-11-01T10:00:00+09:00,email,true,,after it was lost
"""
STEPS = """\
ref,deal_ref,due_at,by,why,agreed,waiting,moves,state
s1,d1,2026-11-20T14:00:00+09:00,call,the quote,true,false,1,open
"""
STAGES = "deal_ref,stage,at\nd1,approach,2026-09-01T10:00:00+09:00\nd1,prospect,2026-10-05T10:00:00+09:00\n"

OWN = {
    "customers.csv": CUSTOMERS,
    "deals.csv": DEALS,
    "activities.csv": ACTIVITIES,
    "next_steps.csv": STEPS,
    "stages.csv": STAGES,
}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a file of each kind."""
    folder = tmp_path / "files"
    folder.mkdir()
    for name, text in OWN.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def written(folder: Path, name: str, *lines: str) -> str:
    """Make a file of some lines, and return its path."""
    path = folder / name
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return str(path)


def test_import_takes_a_folder_in_one_step(desk: Desk, files: Path) -> None:
    told = desk.json("import", str(files))

    assert told["customers"] == {"new": 2, "changed": 0, "same": 0}
    assert told["deals"] == told["activities"] == {"new": 3, "changed": 0, "same": 0}
    assert (told["next_steps"]["new"], told["stages"]["new"]) == (1, 2)
    assert (told["rejected"], told["rejected_file"], told["dry_run"]) == ([], None, False)
    assert [(Path(one["file"]).name, one["table"], one["rows"]) for one in told["files"]] == [
        ("activities.csv", "activities", 3),
        ("customers.csv", "customers", 2),
        ("deals.csv", "deals", 3),
        ("next_steps.csv", "next_steps", 1),
        ("stages.csv", "stages", 2),
    ]
    assert desk.value("SELECT count(*) FROM operations") == 1


def test_undo_takes_the_whole_import_back(desk: Desk, files: Path) -> None:
    desk.ok("import", str(files))
    desk.ok("undo")

    for table in ("customers", "deals", "activities", "next_steps", "stage_changes", "deal_facts", "search"):
        assert desk.value(f"SELECT count(*) FROM {table}") == 0


def test_importing_again_changes_nothing(desk: Desk, files: Path) -> None:
    desk.ok("import", str(files))
    before = desk.path.read_bytes()
    told = desk.json("import", str(files))

    assert told["deals"] == told["activities"] == {"new": 0, "changed": 0, "same": 3}
    assert (told["next_steps"]["same"], told["stages"]["same"]) == (1, 2)
    assert desk.value("SELECT count(*) FROM operations") == 1
    assert desk.path.read_bytes() == before


def test_imported_deals_are_shown_with_their_records(desk: Desk, files: Path) -> None:
    desk.ok("import", str(files))
    told = desk.json("show", "Aoki Printing")

    assert told["customer"]["phones"] == ["03-1", "090-2"]
    assert told["next_step"]["due_at"] == "2026-11-20T14:00:00+09:00"
    assert [activity["note"] for activity in told["activities"]] == ["They want it\nin writing", ""]


def test_activity_without_a_deal_belongs_to_the_one_open_then(desk: Desk, files: Path) -> None:
    desk.ok("import", str(files))

    rows = desk.rows("SELECT a.ref, d.ref FROM activities a LEFT JOIN deals d ON d.id = a.deal_id ORDER BY a.ref")
    assert rows == [("a1", "d1"), ("a2", "d2"), ("a3", None)]


def test_stages_of_a_deal_are_those_of_its_file(desk: Desk, files: Path) -> None:
    desk.ok("import", str(files))

    query = (
        "SELECT d.ref, s.state, s.stage, s.at FROM stage_changes s JOIN deals d ON d.id = deal_id ORDER BY d.ref, s.at"
    )
    assert desk.rows(query) == [
        ("d1", "open", "approach", "2026-09-01T01:00:00Z"),
        ("d1", "open", "prospect", "2026-10-05T01:00:00Z"),
        ("d2", "open", "commit", "2026-02-28T15:00:00Z"),
        ("d2", "won", "commit", "2026-05-02T06:00:00Z"),
        ("d3", "open", "potential", "2026-07-31T15:00:00Z"),
        ("d3", "lost", "potential", "2026-09-14T15:00:00Z"),
    ]
    assert desk.value("SELECT stage_since FROM deals WHERE ref = 'd1'") == "2026-10-05T01:00:00Z"


def test_import_alone_does_not_end_silence(desk: Desk, files: Path) -> None:
    desk.ok("import", str(files))

    (item,) = [one for one in desk.json("today", "--days", "7")["callbacks"] if one["deal"]["ref"] == "d1"]
    assert item["silent_days"] == 77


def test_changed_row_changes_its_record_and_nothing_else(desk: Desk, files: Path) -> None:
    desk.ok("import", str(files))
    path = written(files, "deals.csv", "ref,title,value,currency", "d1,Third line,900,JPY")
    told = desk.json("import", path)

    assert told["deals"] == {"new": 0, "changed": 1, "same": 0}
    assert desk.rows("SELECT title, value_minor, stage FROM deals WHERE ref = 'd1'") == [
        ("Third line", 900, "prospect")
    ]
    assert desk.value("SELECT count(*) FROM stage_changes") == 6


def test_empty_cell_of_a_known_row_makes_unknown_what_was_known(desk: Desk, files: Path) -> None:
    desk.ok("import", str(files))
    path = written(files, "customers.csv", "ref,name,reading,phones", "c1,,,")
    desk.ok("import", path)

    row = desk.rows("SELECT name, reading, reading_key, phones FROM customers WHERE ref = 'c1'")
    assert row == [("Aoki Printing", "", "", "[]")]


def test_column_that_a_file_lacks_leaves_what_is_known(desk: Desk, files: Path) -> None:
    desk.ok("import", str(files))
    desk.ok("import", written(files, "customers.csv", "ref,name", "c1,Aoki Printing Inc"))

    row = desk.rows("SELECT name, name_key, reading, phones FROM customers WHERE ref = 'c1'")
    assert row == [("Aoki Printing Inc", "aokiprinting", "あおき", '["03-1","090-2"]')]


def test_empty_cell_of_a_row_without_a_ref_leaves_what_is_known(desk: Desk, files: Path) -> None:
    desk.ok("import", str(files))
    desk.ok("import", written(files, "customers.csv", "ref,name,reading", ",Aoki Printing,"))

    assert desk.value("SELECT reading FROM customers WHERE ref = 'c1'") == "あおき"


@pytest.mark.parametrize(
    ("what", "header", "given", "emptied"),
    [
        ("deals.title", "ref,customer_ref,title", "d9,c1,t", "d9,,"),
        ("deals.custom ->> 'Colour'", "ref,customer_ref,Colour", "d9,c1,red", "d9,,"),
        ("deals.value_minor", "ref,customer_ref,value,currency", "d9,c1,5,EUR", "d9,,,"),
        ("deals.tags", "ref,customer_ref,tags", "d9,c1,a;b", "d9,,"),
        ("deals.decides_on", "ref,customer_ref,decides_on", "d9,c1,2026-12-01", "d9,,"),
        ("activities.note", "ref,customer_ref,at,note", "d9,c1,2026-01-01,x", "d9,,,"),
        ("activities.minutes", "ref,customer_ref,at,minutes", "d9,c1,2026-01-01,5", "d9,,,"),
        ("next_steps.why", "ref,deal_ref,due_at,why", "d9,d4,2026-12-01,x", "d9,d4,2026-12-01,"),
    ],
)
def test_what_a_file_gave_is_taken_back_by_an_empty_cell(
    desk: Desk, files: Path, what: str, header: str, given: str, emptied: str
) -> None:
    table, column = what.split(".")
    desk.ok("import", str(files))
    desk.ok("import", written(files, "deals.csv", "ref,customer_ref", "d4,c1"))
    desk.ok("import", written(files, f"{table}.csv", header, given))
    query = f"SELECT {column} FROM {table} WHERE ref = 'd9'"
    assert desk.value(query) not in ("", None, "[]")

    desk.ok("import", written(files, f"{table}.csv", header, emptied))
    assert desk.value(query) in ("", None, "[]")


def test_amount_that_is_gone_takes_its_currency_with_it(desk: Desk, files: Path) -> None:
    desk.ok("import", written(files, "deals.csv", "ref,customer,value,currency", "d9,Kato,5,EUR"))
    desk.ok("import", written(files, "deals.csv", "ref,customer,value,currency", "d9,Kato,,"))
    desk.ok("import", written(files, "deals.csv", "ref,customer,value,currency", "d9,Kato,700,JPY"))

    assert desk.rows("SELECT value_minor, currency FROM deals WHERE ref = 'd9'") == [(700, "JPY")]


@pytest.mark.parametrize("name", ["value", "profit", "mrr"])
@pytest.mark.parametrize(("header", "row"), [("ref,{}", "d9,4.50"), ("ref,{},currency", "d9,4.50,")])
def test_amount_of_a_known_deal_is_in_its_own_currency(
    desk: Desk, files: Path, name: str, header: str, row: str
) -> None:
    desk.ok("import", written(files, "deals.csv", f"ref,customer,{name},currency", "d9,Kato,3.50,EUR"))
    desk.ok("import", written(files, "deals.csv", header.format(name), row))

    assert desk.rows(f"SELECT {name}_minor, currency FROM deals") == [(450, "EUR")]


def test_amount_without_a_currency_is_in_the_usual_one_in_new_deals_alone(desk: Desk, files: Path) -> None:
    desk.ok("import", written(files, "deals.csv", "ref,customer,value,currency", "d8,Kato,,", "d9,Kato,3.50,EUR"))
    path = written(files, "deals.csv", "ref,customer,value", "d7,Kato,5", "d8,Kato,6", "d9,Kato,7")
    desk.ok("import", path, "--currency", "USD")

    query = "SELECT ref, value_minor, currency FROM deals ORDER BY ref"
    assert desk.rows(query) == [("d7", 500, "USD"), ("d8", 600, "USD"), ("d9", 700, "EUR")]


def test_empty_concern_takes_what_its_end_would_bring_with_it(desk: Desk, files: Path) -> None:
    desk.ok("import", written(files, "deals.csv", "ref,customer,concern,if_solved", "d9,Kato,price,yes"))
    path = written(files, "deals.csv", "ref,concern,if_solved", "d9,,yes")
    desk.ok("import", path)

    assert desk.rows("SELECT concern, if_solved FROM deals") == [("", "")]
    assert desk.json("import", path)["deals"]["same"] == 1


@pytest.mark.parametrize(
    ("name", "header", "row"),
    [
        ("customers.csv", "ref,company", "c1,Aoki Inc"),
        ("list.csv", "ref,reading,company,phones,emails,tags,memo,created_at,Room", "c1,,Aoki Inc,,,,,,"),
    ],
)
def test_company_of_a_known_customer_is_no_name(desk: Desk, files: Path, name: str, header: str, row: str) -> None:
    desk.ok("import", str(files))
    desk.ok("import", written(files, name, header, row))

    assert desk.rows("SELECT name, company FROM customers WHERE ref = 'c1'") == [("Aoki Printing", "Aoki Inc")]


def test_company_stands_in_for_the_name_of_a_new_customer(desk: Desk, files: Path) -> None:
    path = written(files, "customers.csv", "ref,company", "c9,Kato Inc")
    desk.ok("import", path)

    assert desk.rows("SELECT ref, name, company FROM customers") == [("c9", "Kato Inc", "Kato Inc")]
    assert desk.json("import", path)["customers"]["same"] == 1


def test_forgotten_customer_does_not_come_back_by_the_company(desk: Desk, files: Path) -> None:
    desk.ok("import", written(files, "customers.csv", "ref,name", "c9,Kato Inc"))
    desk.ok("forget", "Kato Inc", "--yes")
    outcome = desk("--json", "import", written(files, "customers.csv", "ref,company", "c8,Kato Inc"))

    assert [one["reason"][:13] for one in json.loads(outcome.out)["rejected"]] == ["was forgotten"]


@pytest.mark.parametrize(("header", "row"), [("ref,why", "s1,price"), ("ref,deal_ref,due_at,why", "s1,,,price")])
def test_known_step_needs_neither_deal_nor_due(desk: Desk, files: Path, header: str, row: str) -> None:
    desk.ok("import", str(files))
    told = desk.json("import", written(files, "next_steps.csv", header, row))

    assert (told["next_steps"]["changed"], told["rejected"]) == (1, [])
    assert desk.rows("SELECT why, due_at FROM next_steps") == [("price", "2026-11-20T05:00:00Z")]


def test_step_that_no_longer_waits_needs_a_due(desk: Desk, files: Path) -> None:
    desk.ok("import", str(files))
    desk.ok("import", written(files, "next_steps.csv", "ref,waiting,deal_ref,due_at", "s1,true,,"))
    outcome = desk("--json", "import", written(files, "next_steps.csv", "ref,waiting", "s1,false"))

    assert [one["reason"] for one in json.loads(outcome.out)["rejected"]] == ["due_at is empty"]
    assert desk.rows("SELECT waiting, due_at FROM next_steps") == [(1, None)]


@pytest.mark.parametrize(
    ("header", "row"), [("deal_ref,at", "d1,2026-01-01"), ("ref,deal_ref,at,kind", "a,d1,2026-01-01,")]
)
def test_activity_of_no_kind_is_a_meeting(desk: Desk, files: Path, header: str, row: str) -> None:
    desk.ok("import", str(files))
    desk.ok("import", written(files, "activities.csv", header, row))

    assert desk.rows("SELECT kind, reached FROM activities ORDER BY id DESC LIMIT 1") == [("meeting", 1)]
    assert desk.json("import", written(files, "activities.csv", header, row))["activities"]["same"] == 1


def test_kind_that_is_known_stays_where_a_file_leaves_it_empty(desk: Desk, files: Path) -> None:
    desk.ok("import", str(files))
    for kind in ("call", ""):
        desk.ok("import", written(files, "activities.csv", "ref,deal_ref,at,kind", f"a9,d1,2026-01-01,{kind}"))

    assert desk.value("SELECT kind FROM activities WHERE ref = 'a9'") == "call"


@pytest.mark.parametrize(
    ("name", "header", "row"),
    [
        ("next_steps.csv", "ref,deal_ref,due_at,Room", "s1,d1,2026-12-01,201"),
        ("stages.csv", "deal_ref,stage,at,Room", "d1,commit,2026-01-01,201"),
    ],
)
def test_column_that_nothing_keeps_is_told(desk: Desk, files: Path, name: str, header: str, row: str) -> None:
    desk.ok("import", str(files))
    path = written(files, name, header, row)

    assert desk.json("import", "--dry-run", path)["not_kept"] == [{"file": path, "columns": ["Room"]}]
    assert "Room" in desk("import", path).out


def test_deal_that_was_lost_since_is_closed_and_its_step_dropped(desk: Desk, files: Path) -> None:
    desk.ok("import", str(files))
    path = written(files, "deals.csv", "ref,customer_ref,state,closed_at,lost_reason", "d1,c1,lost,2026-11-10,price")
    desk.ok("import", path)

    assert desk.value("SELECT state FROM next_steps") == "dropped"
    query = "SELECT state, stage, at FROM stage_changes WHERE deal_id = 1 ORDER BY id DESC LIMIT 1"
    assert desk.rows(query) == [("lost", "prospect", "2026-11-09T15:00:00Z")]


def test_deal_that_was_opened_again_has_no_closing(desk: Desk, files: Path) -> None:
    desk.ok("import", str(files))
    desk.ok("import", written(files, "deals.csv", "ref,customer_ref,state,stage", "d3,c2,open,commit"))

    row = desk.rows("SELECT state, stage, closed_at, lost_reason, stage_since FROM deals WHERE ref = 'd3'")
    assert row == [("open", "commit", None, "", "2026-11-18T00:30:00Z")]


def test_customer_may_be_named_instead(desk: Desk, tmp_path: Path) -> None:
    desk.ok("add", "Aoki Printing", "--no-deal")
    path = written(tmp_path, "deals.csv", "customer,title", "AOKI PRINTING Inc.,a", "New One,b", "New  One,c")
    told = desk.json("import", path)

    assert told["customers"]["new"] == 1
    query = "SELECT c.name, d.title FROM deals d JOIN customers c ON c.id = d.customer_id ORDER BY d.title"
    assert desk.rows(query) == [("Aoki Printing", "a"), ("New One", "b"), ("New One", "c")]


def test_rows_without_refs_are_known_again(desk: Desk, tmp_path: Path) -> None:
    paths = [
        written(tmp_path, "customers.csv", "name,memo", "Aoki,x", "Aoki,y", "Brandt,", "Brandt,"),
        written(tmp_path, "deals.csv", "customer,title,opened_at", "Brandt,a,2026-01-01", "Brandt,a,2026-01-01"),
        written(tmp_path, "activities.csv", "customer,at,kind", "Brandt,2026-01-02,call", "Brandt,2026-01-02,call"),
    ]
    first, second = desk.json("import", *paths), desk.json("import", *paths)

    assert [first[name]["new"] for name in ("customers", "deals", "activities")] == [3, 2, 2]
    assert [second[name]["new"] for name in ("customers", "deals", "activities")] == [0, 0, 0]
    assert desk.value("SELECT count(*) FROM operations") == 1


def test_ref_is_given_to_the_only_namesake_without_one(desk: Desk, tmp_path: Path) -> None:
    desk.ok("add", "Aoki", "--no-deal")
    told = desk.json("import", written(tmp_path, "customers.csv", "ref,name,memo", "c1,Aoki,x"))

    assert told["customers"] == {"new": 0, "changed": 1, "same": 0}
    assert desk.rows("SELECT ref, memo FROM customers ORDER BY id") == [("c1", "x")]


def test_deal_without_dates_begins_with_its_first_sign(desk: Desk, tmp_path: Path) -> None:
    paths = [
        written(tmp_path, "deals.csv", "ref,customer,state", "d1,Aoki,won", "d2,Aoki,open", "d3,Aoki,lost"),
        written(tmp_path, "activities.csv", "deal_ref,at,kind", "d1,2026-01-02,call", "d1,2026-03-02,call"),
    ]
    told = desk.json("import", *paths)

    assert told["assumed"] == {"no_opened_at": 3, "no_closed_at": 2}
    latest = "2026-03-01T15:00:00Z"
    assert desk.rows("SELECT ref, opened_at, closed_at FROM deals ORDER BY ref") == [
        ("d1", "2026-01-01T15:00:00Z", latest),
        ("d2", latest, None),
        ("d3", latest, latest),
    ]


def test_dry_run_says_what_would_happen_and_writes_nothing(desk: Desk, files: Path) -> None:
    (files / "deals.csv").write_text(DEALS + "d4,c9,No such customer,open,,,,,,\n", encoding="utf-8")
    outcome = desk("--json", "import", "--dry-run", str(files))

    told = json.loads(outcome.out)
    assert outcome.code == 6
    assert (told["deals"]["new"], told["dry_run"], told["rejected_file"]) == (3, True, None)
    assert [row["line"] for row in told["rejected"]] == [5]
    assert not desk.path.exists()
    assert not list(files.glob("*rejected*"))


def test_dry_run_on_a_store_tells_new_from_known(desk: Desk, files: Path) -> None:
    desk.ok("import", str(files))
    (files / "deals.csv").write_text(DEALS.replace("Website", "Shop") + "d4,c1,New,open,,,,,,\n", encoding="utf-8")
    before = desk.path.read_bytes()

    assert desk.json("import", "--dry-run", str(files))["deals"] == {"new": 1, "changed": 1, "same": 2}
    assert desk.path.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "header", "row", "reason"),
    [
        ("customers.csv", "ref,name", "c9,", "name is empty"),
        ("deals.csv", "ref,customer_ref", "d9,c9", 'no customer has the ref "c9", and the row names none'),
        ("deals.csv", "ref,customer", "d9,", "neither customer_ref nor customer is given"),
        ("deals.csv", "ref,customer_ref,state", "d9,c1,parked", "parked_until is empty, and the deal is parked"),
        ("deals.csv", "ref,customer_ref,closed_at", "d9,c1,2026-01-01", "closed_at is given, and the deal is open"),
        ("deals.csv", "ref,customer_ref,value,currency", "d2,c1,5,EUR", ""),
        ("activities.csv", "deal_ref,at,kind", "d9,2026-01-01,call", 'no deal has the ref "d9"'),
        ("activities.csv", "deal_ref,at,kind,note", "d1,,call,x", "at is empty"),
        ("activities.csv", "deal_ref,at,kind", ",2026-01-01,call", "neither a deal nor a customer is given"),
        ("next_steps.csv", "deal_ref,due_at", "d1,2026-12-01", "the deal has another open next step"),
        ("next_steps.csv", "deal_ref,due_at", "d2,2026-12-01", "the next step is open, and the deal is won"),
        ("next_steps.csv", "deal_ref,due_at,why", "d2,,x", "due_at is empty"),
        ("next_steps.csv", "ref,why", "s9,x", "due_at is empty"),
        ("customers.csv", "ref,company", "c9,", "name is empty"),
        ("stages.csv", "deal_ref,stage,at", "d9,commit,2026-01-01", 'no deal has the ref "d9"'),
    ],
)
def test_row_that_cannot_be_taken_is_rejected(
    desk: Desk, files: Path, name: str, header: str, row: str, reason: str
) -> None:
    desk.ok("import", str(files))
    outcome = desk("--json", "import", written(files, name, header, row))

    assert outcome.code == (6 if reason else 0)
    assert [one["reason"] for one in json.loads(outcome.out)["rejected"]] == ([reason] if reason else [])


@pytest.mark.parametrize("name", ["customers.csv", "deals.csv", "activities.csv", "next_steps.csv"])
def test_ref_that_is_there_twice_is_rejected(desk: Desk, files: Path, name: str) -> None:
    lines = (files / name).read_text(encoding="utf-8").splitlines()
    again = lines[1].replace("Aoki", "Baker").replace("Second", "Other")
    (files / name).write_text("\n".join([*lines, again]) + "\n", encoding="utf-8")
    outcome = desk("--json", "import", str(files))

    (rejected,) = json.loads(outcome.out)["rejected"]
    assert rejected["reason"] == f'the ref "{lines[1].split(",")[0]}" is there twice'


def test_customers_of_one_name_are_told_apart_by_ref(desk: Desk, tmp_path: Path) -> None:
    customers = written(tmp_path, "customers.csv", "ref,name", "c1,Aoki", "c2,Aoki")
    outcome = desk("--json", "import", customers, written(tmp_path, "deals.csv", "customer,title", "Aoki,x"))

    (rejected,) = json.loads(outcome.out)["rejected"]
    assert rejected["reason"] == '2 customers are called "Aoki": say whom by customer_ref'


def test_good_rows_are_kept_and_the_others_written_down(desk: Desk, files: Path) -> None:
    path = written(
        files, "deals.csv", "ref,customer,state,stage", "d1,Aoki,open,prospect", "d2,Aoki,open,hot", "d3,B,x,"
    )
    outcome = desk("import", path)

    assert outcome.code == 6
    assert "deals.csv, line 3: stage" in outcome.err
    assert "deals.csv, line 4: state" in outcome.err
    assert str(files / "deals.rejected.csv") in outcome.err
    assert desk.value("SELECT count(*) FROM deals") == 1
    assert stat.S_IMODE((files / "deals.rejected.csv").stat().st_mode) == 0o600


def test_corrected_rows_are_imported(desk: Desk, tmp_path: Path) -> None:
    desk("import", written(tmp_path, "deals.csv", "ref,customer,stage", "d1,Aoki,prospect", "d2,Aoki,hot"))
    rejected = tmp_path / "deals.rejected.csv"
    rejected.write_text(rejected.read_text(encoding="utf-8").replace(",hot,", ",commit,"), encoding="utf-8")
    told = desk.json("import", str(rejected))

    assert told["deals"]["new"] == 1
    assert desk.rows("SELECT ref, stage, custom FROM deals ORDER BY ref") == [
        ("d1", "prospect", "{}"),
        ("d2", "commit", "{}"),
    ]


def test_screen_says_what_was_taken_and_how_to_take_it_back(desk: Desk, files: Path) -> None:
    lines = desk.ok("import", str(files)).splitlines()

    assert lines[0].split() == ["new"]
    assert ["deals", "3"] in [line.split() for line in lines]
    assert '"pipe undo" takes them back' in lines[-1]


def test_own_files_are_imported_without_talk(desk: Desk, files: Path) -> None:
    assert not desk("import", str(files)).err


def test_texts_are_found_by_searching_for_them(desk: Desk, files: Path) -> None:
    desk.ok("import", str(files))

    assert desk.json("find", "in writing")["total"] == 1


def test_store_that_cannot_be_used_is_told(desk: Desk, files: Path) -> None:
    desk.path.parent.mkdir()
    desk.path.write_bytes(b"")

    assert desk("import", str(files)).code == 5
