"""``pipe prune`` in a real terminal: a deal at a time, a key each."""

import sys
from pathlib import Path

import pytest

from helpers import Desk
from support import fill_small_store
from terminal_support import CTRL_C, CTRL_D, ESCAPE, Screen, on_a_terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")

STATES = "SELECT id, state FROM deals WHERE id IN (1, 2, 3, 4) ORDER BY id"
OPEN = {1: "open", 2: "open", 3: "open", 4: "open"}


class Prune:
    """The command on a store in which each of four open deals is suggested, in an order that the model decides."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.order = [one["deal"]["id"] for one in desk.json("prune")["suggestions"]]

    def states(self) -> dict[int, str]:
        return dict(self.desk.rows(STATES))

    def decides(self, screen: Screen, place: int, keys: str) -> None:
        """Wait for the card of the deal at a place of the order, and press keys."""
        screen.sees(f"#{self.order[place]} ")
        screen.sees("quit")
        screen.types(keys)


@pytest.fixture
def prune(tmp_path: Path) -> Prune:
    desk = Desk(tmp_path)
    desk.path.parent.mkdir()
    fill_small_store(str(desk.path))
    desk.environ["PIPE_NOW"] = "2027-03-18T09:30:00+09:00"
    return Prune(desk)


def test_prune_decides_by_single_keys_and_saves_them_as_one_change(prune: Prune) -> None:
    with on_a_terminal(prune.desk, "prune") as screen:
        for place, key in enumerate("lwkl"):
            prune.decides(screen, place, key)
        screen.sees("All of them are decided")
        screen.types("\r")
        code, shown = screen.ends()

    assert (code, "4 deals decided" in shown) == (0, True)
    assert "pipeline before  4 open deals · ¥1,200,000 · €3,500" in shown
    assert prune.states() == dict(zip(prune.order, ("lost", "won", "open", "lost"), strict=True))
    prune.desk.ok("undo")
    assert prune.states() == OPEN


def test_prune_asks_for_a_day_and_shows_how_it_is_understood(prune: Prune) -> None:
    with on_a_terminal(prune.desk, "prune") as screen:
        prune.decides(screen, 0, "a")
        screen.sees("When do you ask them?")
        screen.types("xyz")
        screen.sees("can't be read as a date")
        screen.types("\x15")
        screen.sees("tomorrow")
        screen.types("来週火曜 10時\r")
        screen.sees("Tue 23 Mar 10:00")
        screen.types("q")
        code, _ = screen.ends()

    step = "SELECT substr(due_at, 1, 16), agreed, by FROM next_steps WHERE deal_id = ? AND state = 'open'"
    assert (code, prune.desk.rows(step, prune.order[0])) == (0, [("2027-03-23T01:00", 0, "call")])


def test_prune_parks_until_the_day_it_proposes(prune: Prune) -> None:
    with on_a_terminal(prune.desk, "prune") as screen:
        prune.decides(screen, 0, "p")
        screen.sees("Until when?")
        screen.types("\r")
        prune.decides(screen, 1, "q")
        screen.ends()

    assert prune.desk.rows("SELECT id, parked_until FROM deals WHERE state = 'parked' AND id < 5") == [
        (prune.order[0], "2027-06-18")
    ]


def test_prune_takes_a_decision_and_a_question_back(prune: Prune) -> None:
    with on_a_terminal(prune.desk, "prune") as screen:
        prune.decides(screen, 0, "l")
        prune.decides(screen, 1, "u")
        screen.sees("Taken back")
        screen.types("p")
        screen.sees("Until when?")
        screen.types(ESCAPE)
        prune.decides(screen, 0, "q")
        code, shown = screen.ends()

    assert (code, "Nothing was decided" in shown, prune.states()) == (0, True, OPEN)


@pytest.mark.parametrize("end", [CTRL_C, CTRL_D, "SIGTERM", ""], ids=["Ctrl-C", "Ctrl-D", "terminated", "closed"])
def test_prune_interrupted_goes_on_with_what_was_decided(prune: Prune, end: str) -> None:
    with on_a_terminal(prune.desk, "prune") as screen:
        prune.decides(screen, 0, "l")
        screen.sees(f"#{prune.order[1]} ")
        if end:
            screen.is_terminated() if end == "SIGTERM" else screen.types(end)
            code, shown = screen.ends()
            assert (code, "One decision waits to be saved" in shown) == (130, True)
        else:
            screen.goes_away()
    assert prune.states() == OPEN
    with on_a_terminal(prune.desk, "prune") as screen:
        screen.sees(f"#{prune.order[1]} ")
        screen.sees("One decision of before")
        screen.types("q")
        screen.ends()

    assert prune.states() == {**OPEN, prune.order[0]: "lost"}


def test_prune_leaves_out_what_was_decided_elsewhere_and_saves_the_rest(prune: Prune) -> None:
    with on_a_terminal(prune.desk, "prune") as screen:
        prune.decides(screen, 0, "l")
        prune.decides(screen, 1, "l")
        screen.sees(f"#{prune.order[2]} ")
        prune.desk.ok("won", str(prune.order[1]))
        screen.types("q")
        code, shown = screen.ends()

    assert (code, "One deal decided" in shown, "decided elsewhere" in shown) == (0, True, True)
    assert prune.states() == {**OPEN, prune.order[0]: "lost", prune.order[1]: "won"}


def test_prune_saves_nothing_where_all_was_decided_elsewhere(prune: Prune) -> None:
    with on_a_terminal(prune.desk, "prune") as screen:
        prune.decides(screen, 0, "l")
        screen.sees(f"#{prune.order[1]} ")
        prune.desk.ok("won", str(prune.order[0]))
        screen.types("q")
        code, shown = screen.ends()

    assert (code, "decided elsewhere" in shown, "takes all of it back" in shown) == (0, True, False)
    assert prune.states() == {**OPEN, prune.order[0]: "won"}


def test_prune_interrupted_leaves_out_what_was_decided_elsewhere(prune: Prune) -> None:
    with on_a_terminal(prune.desk, "prune") as screen:
        prune.decides(screen, 0, "l")
        screen.sees(f"#{prune.order[1]} ")
        screen.types(CTRL_C)
        screen.ends()
    prune.desk.ok("won", str(prune.order[0]))
    with on_a_terminal(prune.desk, "prune") as screen:
        screen.sees("One is left out")
        screen.types("q")


def test_prune_shows_its_keys_and_takes_japanese_ones(prune: Prune) -> None:
    with on_a_terminal(prune.desk, "prune") as screen:
        prune.decides(screen, 0, "？")
        screen.sees("Leave without saving")
        screen.types(" ")
        for place, key in enumerate("ｋのｑ"):
            prune.decides(screen, place, key)
        code, shown = screen.ends()

    assert (code, "2 deals decided" in shown) == (0, True)


def test_prune_decides_nothing_by_a_pasted_text(prune: Prune) -> None:
    with on_a_terminal(prune.desk, "prune") as screen:
        screen.sees("quit")
        screen.pastes("llll\nllll")
        screen.types("q")
        code, shown = screen.ends()

    assert (code, "Nothing was decided" in shown) == (0, True)


def test_prune_is_laid_out_anew_when_the_window_is_resized(prune: Prune) -> None:
    with on_a_terminal(prune.desk, "prune", columns=120) as screen:
        screen.sees("quit")
        screen.resizes(12, 20)
        prune.decides(screen, 0, "k")
        screen.sees(f"#{prune.order[1]} ")
        screen.resizes(24, 80)
        prune.decides(screen, 1, "q")
        code, _ = screen.ends()

    assert code == 0


@pytest.mark.parametrize(("option", "term"), [("--list", "xterm"), ("--limit=0", "dumb")])
def test_prune_lists_where_that_is_asked_for_or_no_page_can_be_shown(prune: Prune, option: str, term: str) -> None:
    with on_a_terminal(prune.desk, "prune", option, TERM=term) as screen:
        code, shown = screen.ends()

    assert (code, "4 of 4 open deals" in shown) == (0, True)
