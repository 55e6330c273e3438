"""Any sequence of commands, followed by as many undos, gives the first store back, row for row."""

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
STAGE = st.sampled_from(["approach", "potential", "prospect", "commit"])
TEXT = st.sampled_from(["x", "", "見積書 [vip] \x1b", 'it\'s "quoted"; --'])
MONEY = st.sampled_from(["0", "1200000", "€ 3.500,00", ""])


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
)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store to begin with."""
    desk = Desk(tmp_path_factory.mktemp("first"))
    desk.ok("log", "Aoki", "the first note", "--next", "today", "--value", "€ 5", "--tag", "fair", "--at", "2026-11-10")
    desk.ok("add", "Sato", "--title", "Cold store", "--reading", "サトウ")
    return desk.path


def copy_of(store: Path, folder: str) -> Desk:
    desk = Desk(Path(folder))
    desk.path.parent.mkdir()
    shutil.copy(store, desk.path)
    return desk


def operations(desk: Desk) -> int:
    number: int = desk.value("SELECT count(*) FROM operations")
    return number


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(COMMANDS, min_size=1, max_size=6), at_once=st.booleans())
def test_as_many_undos_as_changes_give_the_first_store_back(
    first: Path, lines: list[list[str]], *, at_once: bool
) -> None:
    with TemporaryDirectory() as folder:
        desk = copy_of(first, folder)
        before, begun = desk.records(), operations(desk)
        assert {desk(*line).code for line in lines} <= {0, 2, 3, 4}
        made = operations(desk) - begun
        for count in [made] if at_once and made else [1] * made:
            desk.ok("undo", str(count))

        assert desk.records() == before


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(COMMANDS, min_size=2, max_size=5))
def test_one_undo_takes_back_the_last_change_and_no_other(first: Path, lines: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        desk = copy_of(first, folder)
        for line in lines:
            before, begun = desk.records(), operations(desk)
            code = desk(*line).code
            if operations(desk) > begun:
                assert code == 0
                after = desk.records()
                desk.ok("undo")
                assert desk.records() == before
                desk(*line)
                assert len(desk.records()["deals"]) == len(after["deals"])
            else:
                assert desk.records() == before
