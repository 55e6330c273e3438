"""The closing questions without a terminal: what is asked, in which order, and what the answers come to."""

from collections.abc import Iterable
from contextlib import suppress
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import Desk
from pipeline_cli.asking import ask, asks
from pipeline_cli.commands.closing_questions import Conversation, Whom
from pipeline_cli.context import Run, Settings
from pipeline_cli.domain.closing import Answers, Talk, first_open, options_of, questions, will_call
from pipeline_cli.log_line import log_line
from pipeline_cli.prompts.line_prompt import Asking, Line
from pipeline_cli.prompts.terminal import InterruptedAnswer

PLAIN = ["note", "concern", "decides", "due", "helped", "minutes"]

texts = st.text(min_size=1).filter(lambda text: text.strip() and "\0" not in text)


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.ok("log", "Aoki Printing", "Asked for a quote", "--concern", "delivery time")
    return desk


class Script:
    """Somebody who types what a list says: "<" goes back, "^C" leaves."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = list(lines)
        self.defaults: list[str] = []

    def __call__(self, asking: Asking) -> Line:
        self.defaults.append(asking.default)
        text = self.lines.pop(0)
        if text.startswith("^C"):
            raise InterruptedAnswer(text.removeprefix("^C"))
        return Line("", "back") if text == "<" else Line(text)


def conversation(desk: Desk, *lines: str, answers: Answers | None = None) -> tuple[Conversation, Script]:
    """Return a conversation about deal 1, and who answers it."""
    script = Script(lines)
    talk = Conversation(Run(Settings(), desk.environ), answers or Answers(), script)
    return talk, script


def test_questions_ask_whether_they_would_buy_only_where_something_is_in_the_way() -> None:
    assert questions(Answers(), Talk("Kato", "Kato")) == PLAIN
    assert questions(Answers(concern="price"), Talk("Kato", "Kato"))[2] == "if_solved"


def test_questions_ask_about_a_next_step_only_where_there_is_one() -> None:
    asked = questions(Answers(due="2026-11-24"), Talk("Kato", "Kato"))

    assert asked == ["note", "concern", "decides", "due", "by", "why", "agreed", "helped", "minutes"]


def test_questions_ask_for_a_day_of_ones_own_where_they_would_be_in_touch() -> None:
    asked = questions(Answers().with_answer("due", "waiting"), Talk("Kato", "Kato"))

    assert asked[asked.index("due") + 1] == "own_due"


@pytest.mark.parametrize("concern", ["", "none", "delivery"])
def test_another_concern_forgets_whether_they_would_buy(concern: str) -> None:
    answers = Answers().with_answer("concern", "price").with_answer("if_solved", "yes")

    assert answers.with_answer("concern", "price").if_solved == "yes"
    assert answers.with_answer("concern", concern).if_solved == ""


def test_question_whether_they_would_buy_is_not_asked_where_nothing_is_left() -> None:
    assert "if_solved" not in questions(Answers(concern="none"), Talk("Kato", "Kato"))


def test_answers_forget_the_waiting_once_a_day_is_agreed() -> None:
    answers = Answers().with_answer("due", "waiting").with_answer("due", "2026-11-24")

    assert (answers.waiting, answers.due) == ("", "2026-11-24")


def test_first_open_is_behind_the_last_answer() -> None:
    assert first_open(Answers(), Talk("Kato", "Kato")) == 0
    assert first_open(Answers(note="x", decides="2026-11-24"), Talk("Kato", "Kato")) == 3


@pytest.mark.parametrize(
    "note", ["We'll be in touch.", "They will GET BACK to us", "検討します。ご連絡します", "ﾚﾝﾗｸ: 返事待ち"]
)
def test_will_call_hears_that_the_next_contact_is_up_to_them(note: str) -> None:
    assert will_call(note)


@pytest.mark.parametrize("note", ["", "Wants the quote by Tuesday", "見積書が欲しい"])
def test_will_call_hears_nothing_where_nothing_is_said(note: str) -> None:
    assert not will_call(note)


@given(st.builds(Answers, concern=texts, why=texts, helped=texts, due=st.just("2026-11-24"), waiting=st.just("yes")))
def test_options_of_answers_are_read_back_by_the_command_line(answers: Answers) -> None:
    line = log_line([*options_of(answers), "--", "12"])

    values = {option.name: option.words[0].partition("=")[2] for option in line.options}
    assert (values["concern"], values["why"], values["helped"]) == (answers.concern, answers.why, answers.helped)
    assert (line.who, line.left_out, "waiting" in values) == ("12", (), True)


def test_options_of_answers_leave_out_what_a_missing_step_would_be_about() -> None:
    assert options_of(Answers(by="call", why="quote", agreed="no")) == []


@pytest.mark.parametrize(
    "line", ["", "aoki", "12", "--new aoki", "aoki --deal 3", "-- aoki", "--ask aoki note --at 9:00"]
)
def test_asks_where_nothing_but_a_name_is_given(line: str) -> None:
    assert asks(log_line(line.split()))


@pytest.mark.parametrize(
    "line", ["aoki note", "aoki --next fri", "--help", "-h", "aoki --help", "--ask --help", "aoki -"]
)
def test_asks_not_where_anything_is_said_or_help_is_wanted(line: str) -> None:
    assert not asks(log_line(line.split()))


def test_asks_nobody_where_there_is_no_terminal(desk: Desk) -> None:
    desk.ok("log", "1", "Likes it", "--ask")

    assert desk.value("SELECT note FROM activities ORDER BY id DESC LIMIT 1") == "Likes it"


def asked(desk: Desk, line: str, *lines: str) -> tuple[list[str], str | None]:
    """Return the command line that goes on where somebody left the questions of another, and the note."""
    run, kept = Run(Settings(), desk.environ), list[list[str]]()
    with patch("pipeline_cli.commands.closing_questions.ask_line", Script(lines)), suppress(InterruptedAnswer):
        ask(run, log_line(line.split()), kept.append)
    return kept[-1], run.typed


def test_ask_keeps_what_was_given_and_answered(desk: Desk) -> None:
    line = "--ask --stage prospect --next 2026-11-24 --my-plan --waiting aoki Likes it"

    assert asked(desk, line, "a sample", "^C") == (
        ["--ask", "--stage", "prospect", "--next=2026-11-24", "--helped=a sample", "--waiting", "--my-plan", "--", "1"],
        "Likes it",
    )


def test_ask_keeps_whom_it_was_about_where_that_is_not_found_out(desk: Desk) -> None:
    words, _ = asked(desk, "--ask --deal 77 --concern price aoki", "^C")

    assert words == ["--ask", "--concern=price", "--deal=77", "--", "aoki"]


def test_ask_keeps_nothing_where_nothing_was_answered(desk: Desk) -> None:
    assert asked(desk, "aoki", "^C") == ([], None)


def test_ask_asks_again_what_can_no_longer_be(desk: Desk) -> None:
    words, _ = asked(desk, "--ask --next 2026-11-01 --why quote aoki Likes it", "", "", "", "+3d", "^C")

    assert words == ["--ask", "--next=2026-11-21", "--why=quote", "--", "1"]


def test_conversation_takes_each_answer_as_the_command_line_would(desk: Desk) -> None:
    talk, _ = conversation(
        desk, "Likes it", "price", "y", "15 dec", "tue 14:00", "ca", "quote", "", "a sample", "45", ""
    )
    talk.find_whom(Whom("aoki"))

    assert talk.ask_all() == Answers(
        note="Likes it",
        concern="price",
        if_solved="yes",
        decides="2026-12-15",
        due="2026-11-24T14:00:00+09:00",
        by="call",
        why="quote",
        helped="a sample",
        minutes="45",
    )


def test_conversation_asks_again_what_cannot_be_read_with_what_was_typed(desk: Desk) -> None:
    talk, script = conversation(desk, "", "", "", "someday", "15 dec", "^C")
    talk.find_whom(Whom("1"))
    with pytest.raises(InterruptedAnswer):
        talk.ask_all()

    assert script.defaults[4] == "someday"
    assert talk.answers.decides == "2026-12-15"


def test_conversation_goes_back_to_an_answer_that_can_be_changed(desk: Desk) -> None:
    talk, script = conversation(desk, "Frist", "<", "First", "^C")
    talk.find_whom(Whom("1"))
    with pytest.raises(InterruptedAnswer):
        talk.ask_all()

    assert script.defaults[2] == "Frist"
    assert talk.answers.note == "First"


def test_conversation_keeps_what_was_being_typed_when_it_is_interrupted(desk: Desk) -> None:
    talk, _ = conversation(desk, "Likes it", "^Cthe pri")
    talk.find_whom(Whom("1"))
    with pytest.raises(InterruptedAnswer):
        talk.ask_all()

    assert (talk.answers.note, talk.answers.concern) == ("Likes it", "the pri")


def test_conversation_asks_who_until_somebody_is_meant(desk: Desk) -> None:
    desk.ok("log", "Aoki Foods", "first call", "--new")
    talk, script = conversation(desk, "", "99", "Aoki Foods")
    talk.find_whom(Whom("aoki"))

    assert (talk.talk.who, script.defaults) == ("2", ["aoki", "aoki", "99"])


@pytest.mark.parametrize(("answer", "who", "is_new"), [("y", "Aoki Printng", True), ("n", "1", False)])
def test_conversation_asks_about_a_name_much_like_another(desk: Desk, answer: str, who: str, *, is_new: bool) -> None:
    talk, _ = conversation(desk, answer, "Aoki Printing")
    talk.find_whom(Whom("Aoki Printng"))

    assert (talk.talk.who, talk.is_new) == (who, is_new)


def test_conversation_asks_only_what_a_closed_deal_allows(desk: Desk) -> None:
    desk.ok("won", "1")
    talk, script = conversation(desk, "They are happy", "", "5", "")
    talk.find_whom(Whom("1"))

    assert talk.ask_all() == Answers(note="They are happy", minutes="5")
    assert script.lines == []


def test_conversation_shows_no_control_character_of_what_is_known(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.ok("log", "Evil \x1b]0;x\x07[bold]", "\x1b[2J[/] note", "--concern", "\u202egnp")
    talk, _ = conversation(desk, "^C")
    talk.find_whom(Whom("2"))
    with pytest.raises(InterruptedAnswer):
        talk.ask_all()

    shown = capsys.readouterr().out
    assert "[bold]" in shown
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)
