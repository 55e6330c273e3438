"""Hostile texts in files: what is exported comes back, no cell is a formula, no name of a file leaves its folder."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from helpers import Desk, linux_only
from hostile import LINES, NOTES, NUL, PATHS, acting, obeyed

RUN_BY_SPREADSHEETS: Final = tuple("=+-@\t\r＝＋－＠")
CELLS: Final = ("customers", "deals", "activities", "next_steps")
ODD_NAMES: Final = (
    "-rf",
    "$(touch owned)",
    "[red]x",
    "a\x1b]0;owned\x07b",
    "%s {name}",
    "rlo \u202ecod",
    ";ls",
    "x'y\"z",
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A store with every text in it."""
    desk = Desk(tmp_path_factory.mktemp("written"))
    for number, text in enumerate(LINES, 1):
        desk.ok("add", "--new", f"--title={text}", f"--memo={text}", f"--source={text}", f"--tag={text}", "--", text)
        desk.ok("log", f"--helped={text}", f"--why={text}", "--next", "tomorrow", "--", str(number), text)
    for text in NOTES:
        desk.ok("edit", "1", f"--note={text}", f"--memo={text}")
        desk.ok("log", "1", "more", f"--concern={text}", f"--helped={text}")
    return desk


def test_export_and_import_give_each_text_back(written: Desk, desk: Desk) -> None:
    written.ok("export", "-o", str(desk.folder / "out"))
    desk.ok("import", str(desk.folder / "out"))

    assert texts_of(desk) == texts_of(written)


def test_export_leaves_no_cell_that_a_spreadsheet_runs(written: Desk, tmp_path: Path) -> None:
    written.ok("export", "-o", str(tmp_path / "out"))

    for table in CELLS:
        assert not [cell for cell in cells_of(tmp_path / "out", table) if cell.startswith(RUN_BY_SPREADSHEETS)]


def test_raw_export_leaves_texts_as_they_are(written: Desk, tmp_path: Path) -> None:
    written.ok("export", "--raw", "-o", str(tmp_path / "out"))

    assert set(LINES) <= cells_of(tmp_path / "out", "customers")


@pytest.mark.parametrize("ending", [".csv", ".md", ".html", ".json"])
def test_report_gives_no_markup_formula_or_control_away(written: Desk, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"report{ending}"
    written.ok("report", "-o", str(file))
    text = file.read_text("utf-8")

    if ending != ".csv":  # which gives each text back, to programs
        assert (obeyed if ending == ".json" else acting)(text) == set()
    assert "<script>alert" not in text or ending in (".csv", ".json")
    if ending == ".csv":
        rows = csv.reader(text.splitlines(keepends=True))
        assert not [cell for row in rows for cell in row if cell.startswith(RUN_BY_SPREADSHEETS)]


@linux_only
@pytest.mark.parametrize("name", ODD_NAMES)
@pytest.mark.parametrize("line", ["export -o ./{}", "report -o ./{}.html", "backup ./{}"])
def test_file_with_an_odd_name_stays_where_it_was_put(
    desk: Desk, name: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = desk.folder / "inner"
    desk.ok("log", "Aoki", "a note")
    inner.mkdir()
    monkeypatch.chdir(inner)
    outside = set(desk.folder.iterdir())
    outcome = desk(*(word.replace("{}", name) for word in line.split(" ")))

    assert (outcome.code, acting(outcome.out + outcome.err)) == (0, set()), outcome.err
    assert set(desk.folder.iterdir()) == outside
    assert [one.name for one in inner.iterdir()] == [name + (".html" if "html" in line else "")]


@linux_only
@pytest.mark.parametrize("name", ODD_NAMES)
def test_import_of_a_file_with_an_odd_name_tells_it_without_acting(desk: Desk, name: str) -> None:
    file = desk.folder / f"{name}.csv"
    file.write_text('name,title,od\x1b[31md\n"[/]",x,y\n"a\x1b[31m",x,y\n"=1+1",x,y\nq')
    for words in (("import", str(file), "--dry-run"), ("import", str(file)), ("history", "--full")):
        outcome = desk(*words)

        assert acting(outcome.out + outcome.err) == set()
        assert outcome.code in (0, 2, 6), outcome.err


@pytest.mark.parametrize("path", PATHS)
def test_profile_is_saved_in_no_other_folder(desk: Desk, path: str) -> None:
    file = desk.folder / "customers.csv"
    file.write_text("name\nAoki\n")
    outcome = desk("import", str(file), "--save-profile", path)

    assert outcome.code == 2, outcome.err
    assert not [one for one in desk.folder.rglob("*.toml") if "import" not in str(one.parent)]


@pytest.mark.parametrize("text", [NUL, "half \\ud800", "x" * 501])
def test_import_refuses_a_cell_that_no_store_takes(desk: Desk, text: str) -> None:
    file = desk.folder / "customers.csv"
    raw = f"name\nAoki\n{text}\n".encode().replace(b"\\ud800", b"\xed\xa0\x80")
    file.write_bytes(raw)
    outcome = desk("import", str(file), "--encoding", "utf-8")

    assert outcome.code in (2, 6), outcome.err
    assert acting(outcome.out + outcome.err) == set()
    assert desk.path.exists() is (outcome.code == 6)


@pytest.mark.parametrize("text", LINES)
def test_configuration_with_a_hostile_value_is_refused_without_acting(desk: Desk, text: str) -> None:
    where = Path(desk.json("config", "path")["path"])
    where.parent.mkdir(parents=True, exist_ok=True)
    quoted = "".join(f"\\U{ord(char):08x}" for char in text)
    where.write_text(f'language = "{quoted}"\n"{quoted}" = 1\n[stages."{quoted}"]\nen = "{quoted}"\n')
    for words in (("list",), ("config",), ("config", "get", "language")):
        outcome = desk(*words)

        assert acting(outcome.out + outcome.err) == set()
        assert outcome.code in (0, 2), outcome.err


def cells_of(folder: Path, table: str) -> set[str]:
    """Return every cell of an exported table."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return {cell for row in list(csv.reader(file))[1:] for cell in row}


def texts_of(desk: Desk) -> Mapping[str, list[tuple[str, ...]]]:
    """Return the texts of every table."""
    queries = {
        "customers": "SELECT name, reading, company, memo, tags FROM customers",
        "deals": "SELECT title, source, concern, tags FROM deals",
        "activities": "SELECT note, helped FROM activities",
        "next_steps": "SELECT why FROM next_steps",
    }
    return {table: sorted(desk.rows(query)) for table, query in queries.items()}
