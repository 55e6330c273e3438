"""Any sequence of commands, followed by as many undos, gives the first store back, row for row.

So it does where undos, redos and entries taken out of the middle are among the commands, where files are imported and
deals pruned, and where plans, budgets, goals and the stages themselves are changed.
"""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import Desk

WHO = st.sampled_from(["1", "2", "3", "Aoki", "Sato", "New One", "青木"])
WHEN = st.sampled_from(["today", "tomorrow", "+9d", "2026-11-24 14:00", "2026-11-10"])
STAGE = st.sampled_from(["approach", "potential", "prospect", "commit", "offer"])
TEXT = st.sampled_from(["x", "", "見積書 [vip] \x1b", 'it\'s "quoted"; --'])
MONEY = st.sampled_from(["0", "1200000", "€ 3.500,00", ""])

STAGES = st.sampled_from(
    [
        ["add", "offer", "--after=prospect"],
        ["add", "offer"],
        ["rename", "commit", "--en=Signing"],
        ["move", "commit", "--before=approach"],
        ["remove", "offer", "--to=commit"],
        ["remove", "potential", "--to=prospect"],
    ]
)


def option(name: str, value: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    """Return an option, or nothing."""
    return st.just([]) | value.map(lambda given_: [f"{name}={given_}"])


def flag(name: str) -> st.SearchStrategy[list[str]]:
    return st.sampled_from([[], [name]])


def command(name: str, *parts: st.SearchStrategy[Any]) -> st.SearchStrategy[list[str]]:
    """Return a command line of a command's name and its parts, each a word or a list of words."""

    def line(given_: tuple[Any, ...]) -> list[str]:
        return [name, *(word for part in given_ for word in ([part] if isinstance(part, str) else part))]

    return st.tuples(*parts).map(line)


COMMANDS = st.one_of(
    command(
        "log",
        WHO,
        TEXT,
        option("--next", WHEN),
        option("--stage", STAGE),
        option("--value", MONEY),
        option("--title", TEXT),
        option("--tag", TEXT),
        flag("--no-answer"),
        flag("--waiting"),
        flag("--won"),
        flag("--new"),
    ),
    command("next", WHO, WHEN, option("--why", TEXT)),
    command("add", WHO, option("--title", TEXT), option("--value", MONEY), flag("--no-deal"), flag("--new")),
    command("move", WHO, STAGE),
    command("won", WHO, option("--value", MONEY)),
    command("lost", WHO, option("--reason", TEXT)),
    command("park", WHO, st.just("+90d")),
    command("reopen", WHO),
    command(
        "edit", WHO, option("--name", TEXT), option("--memo", TEXT), option("--value", MONEY), option("--tag", TEXT)
    ),
    command("merge", st.just("Aoki"), st.just("Sato")),
    command("tally", st.just("calls"), st.sampled_from(["3", "+2"])),
    command(
        "prune", st.sampled_from([["--close=1"], ["--close=1,2", "--reason=silent"], ["--park=2", "--until=+90d"]])
    ),
    command("import", st.just("deals.csv")),
    command("edit", WHO, st.just("--activity=1"), option("--note", TEXT), option("--kind", st.just("call"))),
    command("plan", option("--quota", st.sampled_from(["5M", "6M", "70k"])), option("--value", MONEY)),
    command("plan", st.just("drop")),
    command("kpi", st.sampled_from([["set", "meetings", amount, "--due=2026-12-31"] for amount in ("9", "12")])),
    command("kpi", st.just("drop"), st.just("meetings")),
    command("review", st.just("goal"), st.sampled_from([["meetings", "--per", "day", "2"], ["--drop"]])),
    command("config", st.just("stage"), STAGES),
)

ENTRY = st.integers(1, 9).map(str)

TURNS = st.one_of(
    command("undo", st.sampled_from([[], ["2"], ["3"]])),
    command("redo", st.sampled_from([[], ["2"]])),
    command("undo", st.just("--only"), ENTRY),
    command("redo", st.just("--only"), ENTRY),
)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store to begin with."""
    desk = Desk(tmp_path_factory.mktemp("first"))
    desk.ok("log", "Aoki", "the first note", "--next", "today", "--value", "€ 5", "--tag", "fair", "--at", "2026-11-10")
    desk.ok("add", "Sato", "--title", "Cold store", "--reading", "サトウ")
    return desk.path


@pytest.fixture(autouse=True)
def _deals_to_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "deals.csv").write_text(
        "ref,customer,title,state,stage,value,currency,opened_at,closed_at\n"
        "a-1,Aoki,Second line,open,prospect,5,EUR,2026-11-02T10:00:00+09:00,\n"
        "a-2,Kato,,lost,potential,,,2026-10-02T10:00:00+09:00,2026-11-03T10:00:00+09:00\n"
    )
    monkeypatch.chdir(tmp_path)


def copy_of(store: Path, folder: str) -> Desk:
    desk = Desk(Path(folder))
    desk.path.parent.mkdir()
    shutil.copy(store, desk.path)
    return desk


def operations(desk: Desk) -> int:
    number: int = desk.value("SELECT count(*) FROM operations")
    return number


def stored(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row but those of the history: the records, and all that is worked out from them."""
    stages = [tuple(stage.values()) for stage in desk.json("config", "stages")["stages"]]
    return {**desk.records(), "romaji": desk.rows("SELECT * FROM romaji ORDER BY 1"), "stages": stages}


def standing(desk: Desk) -> int:
    """Return how many entries could be taken back one after the other."""
    number: int = desk.value(
        "SELECT count(*) FROM operations WHERE undone_by IS NULL AND command NOT IN ('undo', 'redo')"
    )
    return number


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(COMMANDS, min_size=1, max_size=6), at_once=st.booleans())
def test_as_many_undos_as_changes_give_the_first_store_back(
    first: Path, lines: list[list[str]], *, at_once: bool
) -> None:
    with TemporaryDirectory() as folder:
        desk = copy_of(first, folder)
        before, begun = stored(desk), operations(desk)
        assert {desk(*line).code for line in lines} <= {0, 2, 3, 4, 6}
        made = operations(desk) - begun
        for count in [made] if at_once and made else [1] * made:
            desk.ok("undo", str(count))

        assert stored(desk) == before


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(COMMANDS, min_size=2, max_size=5))
def test_one_undo_takes_back_the_last_change_and_no_other(first: Path, lines: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        desk = copy_of(first, folder)
        for line in lines:
            before, begun = stored(desk), operations(desk)
            code = desk(*line).code
            if operations(desk) > begun:
                assert code in {0, 6}
                after = stored(desk)
                desk.ok("undo")
                assert stored(desk) == before
                desk(*line)
                assert len(stored(desk)["deals"]) == len(after["deals"])
            else:
                assert stored(desk) == before


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(COMMANDS | TURNS, min_size=2, max_size=9), at_once=st.booleans())
def test_as_many_undos_as_entries_stand_leave_nothing_whatever_was_turned(
    first: Path, lines: list[list[str]], *, at_once: bool
) -> None:
    with TemporaryDirectory() as folder:
        desk = copy_of(first, folder)
        for line in lines:
            assert desk(*line).code in {0, 2, 3, 4, 6}
        left = standing(desk)
        for count in [left] if at_once and left else [1] * left:
            desk.ok("undo", str(count))

        assert {table for table, rows in stored(desk).items() if rows} <= {"info", "stages"}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(COMMANDS, min_size=1, max_size=5), steps=st.integers(1, 6))
def test_undo_then_redo_gives_the_state_back(first: Path, lines: list[list[str]], steps: int) -> None:
    with TemporaryDirectory() as folder:
        desk = copy_of(first, folder)
        for line in lines:
            desk(*line)
        after, entries = stored(desk), standing(desk)
        done = [desk("undo").code for _ in range(steps)].count(0)
        assert [desk("redo").code for _ in range(done)] == [0] * done

        assert (stored(desk), standing(desk)) == (after, entries)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(COMMANDS, min_size=2, max_size=6), number=st.integers(1, 8))
def test_entry_taken_out_of_the_middle_and_brought_back_leaves_no_trace(
    first: Path, lines: list[list[str]], number: int
) -> None:
    with TemporaryDirectory() as folder:
        desk = copy_of(first, folder)
        for line in lines:
            desk(*line)
        before = stored(desk)
        if desk("undo", "--only", str(number)).code == 0:
            desk.ok("redo")

        assert stored(desk) == before


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(COMMANDS | TURNS, min_size=2, max_size=6))
def test_history_tells_of_every_row_as_it_is(first: Path, lines: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        desk = copy_of(first, folder)
        for line in lines:
            desk(*line)
        last = dict(desk.rows("SELECT table_name || row_id, after FROM changes ORDER BY id"))
        names = [name for (name,) in desk.rows("SELECT name FROM pragma_table_info('deals')")]
        fields = ", ".join(f"'{name}', \"{name}\"" for name in names)
        now = dict(desk.rows(f"SELECT 'deals' || id, json_object({fields}) FROM deals"))

        assert {row: text for row, text in last.items() if row.startswith("deals") and text} == now
