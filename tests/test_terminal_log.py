"""The closing questions of ``pipe log`` in a real terminal."""

import stat
import sys

import pytest
from rich.cells import cell_len

from helpers import Desk
from terminal_support import CTRL_C, CTRL_D, CTRL_E, READY, SHIFT_TAB, Screen, on_a_terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")

NOTE = "SELECT note FROM activities ORDER BY id DESC LIMIT 1"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.ok("log", "Aoki Printing", "Asked for a quote", "--concern", "delivery time", "--next", "tomorrow 10:00")
    return desk


def editor(desk: Desk, script: str) -> str:
    """Return an editor that does what a shell script says with its file, ``$1``."""
    path = desk.folder / "editor"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def skip_to_the_end(screen: Screen) -> None:
    """Press Enter at every question that is left, and at the summary."""
    for question in ("How did it help", "How many minutes", "Enter saves it"):
        screen.asks(question)
        screen.answers()


def test_log_asks_every_closing_question_and_saves_the_answers(desk: Desk) -> None:
    with on_a_terminal(desk, "log", "aoki") as screen:
        screen.sees("Asked for a quote")
        screen.sees("delivery time")
        for question, answer in (
            ("What was said?", "Likes the sample"),
            ("still unsure about?", "the price"),
            ("will they buy?", "y"),
            ("When will they decide?", "end of month"),
            ("When will you be in touch?", "tue 14:00"),
        ):
            screen.asks(question)
            screen.answers(answer)
        screen.sees("Tue 24 Nov 14:00, in 6 days")
        for question, answer in (("By what?", "call"), ("About what?", "the quote"), ("agree to it?", "n")):
            screen.asks(question)
            screen.answers(answer)
        skip_to_the_end(screen)
        code, shown = screen.ends()

    assert (code, "Logged" in shown) == (0, True)
    assert desk.value(NOTE) == "Likes the sample"
    assert desk.rows("SELECT concern, if_solved, decides_on FROM deals") == [("the price", "yes", "2026-11-30")]
    assert desk.rows("SELECT by, why, agreed FROM next_steps WHERE state = 'open'") == [("call", "the quote", 0)]


def test_log_shows_at_once_what_of_an_answer_cannot_be_read(desk: Desk) -> None:
    with on_a_terminal(desk, "log", "1") as screen:
        for question in ("What was said?", "still unsure about?", "will they buy?"):
            screen.asks(question)
            screen.answers()
        screen.asks("When will they decide?")
        screen.answers("someday")
        screen.asks("can't be read as a date")
        screen.answers("15 dec")
        screen.sees("Tue 15 Dec, in 27 days")


def test_log_puts_an_answer_in_the_place_of_one_that_was_refused(desk: Desk) -> None:
    with on_a_terminal(desk, "log", "1") as screen:
        for question in ("What was said?", "still unsure about?", "will they buy?", "will they decide?"):
            screen.asks(question)
            screen.answers()
        screen.asks("When will you be in touch?")
        screen.answers("yesterday")
        screen.asks("gone by")
        screen.answers("+3d")
        screen.asks("By what?")
        screen.types(CTRL_C)
        screen.ends()

    assert "--next=2026-11-21" in desk.drafts()[0]["words"]


@pytest.mark.parametrize("keys", ["\x1b[200~15 dec\x1b[201~", "\x7f15 dec", "\x1516 dec\x1b[D\x1b[D\x1b[D\x1b[D\x7f5"])
def test_log_lets_a_refused_answer_be_pasted_over_cleared_or_mended(desk: Desk, keys: str) -> None:
    with on_a_terminal(desk, "log", "1", "--ask", "--concern", "price", "--if-solved", "no") as screen:
        screen.asks("will they decide?")
        screen.answers("someday")
        screen.asks("can't be read as a date")
        screen.answers(keys)
        screen.sees("Tue 15 Dec, in 27 days")


@pytest.mark.parametrize("nothing", ["none", "なし"])
def test_log_takes_back_a_concern_and_what_hung_on_it(desk: Desk, nothing: str) -> None:
    desk.ok("edit", "1", "--if-solved", "yes")
    with on_a_terminal(desk, "log", "1") as screen:
        screen.asks("What was said?")
        screen.answers("Settled")
        screen.asks("still unsure about?")
        screen.answers(nothing)
        for question in ("will they decide?", "be in touch?", "How did it help", "How many minutes"):
            screen.asks(question)
            screen.answers()
        screen.sees("nothing any more")
        screen.asks("Enter saves it")
        screen.answers()
        code, _ = screen.ends()

    assert (code, desk.rows("SELECT concern, if_solved FROM deals")) == (0, [("", "")])


def test_log_lets_one_of_several_deals_be_picked(desk: Desk) -> None:
    desk.ok("edit", "1", "--title", "boxes")
    desk.ok("log", "aoki", "A second one", "--title", "labels")
    with on_a_terminal(desk, "log", "aoki") as screen:
        screen.sees("Which of their deals was it?")
        screen.sees("labels")
        screen.asks("boxes")
        screen.answers("7")
        screen.asks("It is one of these: 2, 1")
        screen.answers("2")
        screen.sees("A second one")
        screen.asks("What was said?")


def test_log_goes_back_to_the_question_before(desk: Desk) -> None:
    with on_a_terminal(desk, "log", "1") as screen:
        screen.asks("What was said?")
        screen.answers("Frist")
        screen.asks("still unsure about?")
        screen.types(SHIFT_TAB)
        screen.asks("What was said?")
        screen.types("\x15")
        screen.answers("First")
        screen.asks("still unsure about?")
        screen.types(CTRL_C)
        screen.ends()

    assert desk.drafts()[0]["note"] == "First"


def test_log_keeps_the_lines_of_a_pasted_note_together(desk: Desk) -> None:
    with on_a_terminal(desk, "log", "1") as screen:
        screen.asks("What was said?")
        screen.pastes("Likes it.\n納期を気にしている。\n- call the board")
        screen.answers()
        screen.asks("still unsure about?")
        screen.types(CTRL_D)
        code, shown = screen.ends()

    assert (code, "What you typed is kept" in shown) == (130, True)
    assert desk.drafts()[0]["note"] == "Likes it.\n納期を気にしている。\n- call the board"


def test_log_understands_japanese_answers(desk: Desk) -> None:
    with on_a_terminal(desk, "log", "1") as screen:
        screen.asks("What was said?")
        screen.answers("見積書が欲しいとのこと")
        for question in ("still unsure about?", "will they buy?", "When will they decide?"):
            screen.asks(question)
            screen.answers()
        screen.asks("When will you be in touch?")
        screen.answers("来週火曜 14時")
        screen.asks("By what?")
        screen.types(CTRL_C)
        screen.ends()

    assert desk.drafts()[0]["note"] == "見積書が欲しいとのこと"
    assert "--next=2026-11-24T14:00:00+09:00" in desk.drafts()[0]["words"]


def test_log_goes_on_where_it_was_interrupted(desk: Desk) -> None:
    with on_a_terminal(desk, "log", "1") as screen:
        screen.asks("What was said?")
        screen.answers("Likes it")
        screen.asks("still unsure about?")
        screen.types("pri")
        screen.sees("pri")
        screen.types(CTRL_C)
        screen.ends()
    with on_a_terminal(desk, "log", "--resume") as screen:
        screen.asks("still unsure about?")
        screen.sees("pri")
        screen.answers("ce")
        for question in ("will they buy?", "When will they decide?", "When will you be in touch?"):
            screen.asks(question)
            screen.answers()
        skip_to_the_end(screen)
        code, _ = screen.ends()

    assert (code, desk.drafts()) == (0, [])
    assert desk.rows("SELECT note, concern FROM activities, deals ORDER BY activities.id DESC")[0] == (
        "Likes it",
        "price",
    )


def leave_a_draft(desk: Desk) -> None:
    """Answer what was said and what they are unsure about, begin the next answer, and leave."""
    with on_a_terminal(desk, "log", "1") as screen:
        for question, answer in (("What was said?", "Likes it"), ("still unsure about?", "the price")):
            screen.asks(question)
            screen.answers(answer)
        screen.asks("will they buy?")
        screen.types(CTRL_C)
        screen.ends()


def test_log_shows_what_was_answered_when_it_is_resumed(desk: Desk) -> None:
    leave_a_draft(desk)
    with on_a_terminal(desk, "log", "--resume") as screen:
        screen.sees("Answered so far")
        screen.sees("Likes it")
        screen.sees("the price")
        screen.asks("will they buy?")


@pytest.mark.parametrize("who", ["aoki", "1", "Aoki Printing"])
def test_log_offers_the_draft_of_the_same_customer(desk: Desk, who: str) -> None:
    leave_a_draft(desk)
    with on_a_terminal(desk, "log", who, columns=120) as screen:
        screen.sees("Go on with it? [Y/n]")
        screen.answers()
        screen.sees("the price")
        screen.asks("will they buy?")
        screen.types(CTRL_C)
        screen.ends()

    assert len(desk.drafts()) == 1


@pytest.mark.parametrize("columns", [40, 60, 61])
def test_command_to_copy_is_not_broken_inside_a_word(desk: Desk, columns: int) -> None:
    with on_a_terminal(desk, "--lang", "ja", "log", "1", columns=columns) as screen:
        screen.asks("どのようなお話でしたか")
        screen.answers("見積もり")
        screen.asks("先方がまだ気にしている")
        screen.types(CTRL_C)
        _, shown = screen.ends()

    assert [cell_len(line) <= columns for line in shown.split("\n") if "--resume" in line] == [True]


def test_log_begins_anew_where_the_draft_is_not_wanted(desk: Desk) -> None:
    leave_a_draft(desk)
    with on_a_terminal(desk, "log", "aoki", columns=120) as screen:
        screen.sees("Go on with it? [Y/n]")
        screen.answers("n")
        screen.asks("What was said?")
        screen.types(CTRL_C)
        screen.ends()

    assert [draft["note"] for draft in desk.drafts()] == ["Likes it"]


def test_log_keeps_a_draft_when_the_window_is_closed(desk: Desk) -> None:
    with on_a_terminal(desk, "log", "1") as screen:
        screen.asks("What was said?")
        screen.types("They are moving in May")
        screen.sees("in May")
        screen.goes_away()

    assert [draft["note"] for draft in desk.drafts()] == ["They are moving in May"]


def test_log_keeps_a_draft_when_it_is_terminated(desk: Desk) -> None:
    with on_a_terminal(desk, "log", "1") as screen:
        screen.asks("What was said?")
        screen.types("They are moving in May")
        screen.sees("in May")
        screen.is_terminated()
        code, shown = screen.ends()

    assert (code, "What you typed is kept" in shown) == (130, True)
    assert [draft["note"] for draft in desk.drafts()] == ["They are moving in May"]


def test_log_asks_on_a_terminal_without_a_cursor(desk: Desk) -> None:
    with on_a_terminal(desk, "log", "1", TERM="dumb") as screen:
        screen.sees("several lines can be pasted")
        screen.sees("> ")
        screen.answers("Likes it")
        screen.sees("still unsure about?")
        screen.sees("> ")
        screen.types(CTRL_C)
        code, _ = screen.ends()

    assert (code, desk.drafts()[0]["note"]) == (130, "Likes it")


def test_log_takes_the_note_from_the_editor(desk: Desk) -> None:
    with on_a_terminal(desk, "log", "1", EDITOR=editor(desk, 'echo " and more" >> "$1"')) as screen:
        screen.asks("What was said?")
        screen.types("Begun" + CTRL_E)
        screen.sees(READY)
        screen.sees("and more")
        screen.answers()
        screen.asks("still unsure about?")
        screen.types(CTRL_C)
        screen.ends()

    assert desk.drafts()[0]["note"] == "Begun and more"


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ('echo lost > "$1"; exit 3', "ended with an error (3)"),
        (': > "$1"', "left the note empty"),
        (None, "can't be started"),
    ],
    ids=["fails", "leaves it empty", "missing"],
)
def test_log_loses_nothing_to_an_editor(desk: Desk, script: str | None, told: str) -> None:
    program = editor(desk, script) if script else str(desk.folder / "none")
    with on_a_terminal(desk, "log", "1", columns=200, EDITOR=program) as screen:
        screen.asks("What was said?")
        screen.types("Begun" + CTRL_E)
        screen.asks(told)
        screen.answers()
        screen.asks("still unsure about?")
        screen.types(CTRL_C)
        screen.ends()

    assert desk.drafts()[0]["note"] == ("lost" if script and "exit" in script else "Begun")


def test_log_asks_whom_and_completes_the_name(desk: Desk) -> None:
    desk.ok("log", "株式会社みどり商会", "first call", "--waiting")
    with on_a_terminal(desk, "log") as screen:
        screen.asks("Who was it?")
        screen.types("みど")
        screen.sees("みどり商会")
        screen.types("\t\r")
        screen.sees("first call")
        screen.asks("What was said?")
        screen.types(CTRL_C)
        code, _ = screen.ends()

    assert code == 130


def test_log_asks_again_whom_where_several_could_be_meant(desk: Desk) -> None:
    desk.ok("log", "Aoki Foods", "first call", "--new")
    with on_a_terminal(desk, "log", "aoki") as screen:
        screen.sees("2 customers could be meant")
        screen.asks("Who was it?")
        screen.answers(" foods")
        screen.sees("first call")


def test_log_says_nothing_is_saved_where_nothing_is_answered(desk: Desk) -> None:
    with on_a_terminal(desk, "log", "Kato") as screen:
        for question in ("What was said?", "unsure about?", "they decide?", "in touch?", "help them?", "minutes"):
            screen.asks(question)
            screen.answers()
        code, shown = screen.ends()

    assert (code, "nothing is saved" in shown) == (0, True)
    assert desk.value("SELECT count(*) FROM customers") == 1


def test_log_fits_a_narrow_window_that_is_resized(desk: Desk) -> None:
    with on_a_terminal(desk, "log", "1", columns=20, rows=10) as screen:
        screen.asks("What was said?")
        screen.types("a note that is wider than that")
        screen.resizes(24, 60)
        screen.answers()
        screen.asks("still unsure about?")
        screen.types(CTRL_C)
        code, _ = screen.ends()

    assert (code, desk.drafts()[0]["note"]) == (130, "a note that is wider than that")


def test_log_takes_what_looks_like_a_mouse_for_nothing(desk: Desk) -> None:
    with on_a_terminal(desk, "log", "aoki") as screen:
        screen.asks("What was said?")
        screen.answers("a\x1b[31mXb")
        screen.asks("still unsure about?")
        screen.types(CTRL_C)
        code, shown = screen.ends()

    assert (code, "Traceback" in shown) == (130, False)
    assert "kept" in shown


def test_log_loses_nothing_to_control_characters(desk: Desk) -> None:
    with on_a_terminal(desk, "log", "aoki", columns=200) as screen:
        screen.asks("What was said?")
        screen.pastes("Likes\x07 the\x1b]0;title\x07 sample\x00")
        screen.answers()
        screen.sees("NUL character")
        screen.sees(READY)
        screen.types(CTRL_C)
        code, shown = screen.ends()

    assert (code, "\x1b]0;" in shown) == (130, False)
    assert desk.drafts()[0]["note"] == "Likes\x07 the\x1b]0;title\x07 sample"
