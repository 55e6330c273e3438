"""The closing questions on the screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from pipeline_cli.domain.closing import Answers, Talk
from pipeline_cli.domain.next_step import Due, NextStep
from pipeline_cli.services.closing_talk import closing_talk
from pipeline_cli.store.store import Store
from pipeline_cli.views import closing as views
from support import NOW, Golden, day, render

KEYS = ["who", "is_new", *Answers._fields[:5], "own_due", "by", "why", "agreed", "helped", "minutes"]

FULL = Answers(
    note="Likes the sample.\nWill get back to us.",
    concern="納期",
    if_solved="yes",
    decides="2026-11-30",
    due="2026-11-24T14:00:00+09:00",
    waiting="yes",
    by="call",
    why="the quote",
    agreed="no",
    helped="found them a carrier",
    minutes="45",
)

hostile = st.text(st.sampled_from("ab 山\u202e\x1b[\x07\t\n]0;é\u0301ｱ\u200b😀"), max_size=60)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_talk_shows_the_last_conversation_and_what_is_open(store: Store, width: int, golden: Golden) -> None:
    golden(render(views.talk_screen(closing_talk(store.reader, "aoki", NOW), NOW), width))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_summary_shows_every_answer(store: Store, width: int, golden: Golden) -> None:
    golden(render(views.summary_screen(FULL, closing_talk(store.reader, "aoki", NOW), NOW), width))


@pytest.mark.parametrize("who", ["みどり", "3", "Kato", "ﾀﾅｶ", "Somebody"])
def test_talk_says_how_it_stands_with_any_customer(store: Store, who: str, golden: Golden) -> None:
    golden(render(views.talk_screen(closing_talk(store.reader, who, NOW), NOW), 80))


def test_question_tells_what_is_on_record_already(store: Store) -> None:
    talk = closing_talk(store.reader, "aoki", NOW)

    assert "so far: delivery time" in render(views.question_screen("concern", Answers(), talk, NOW), 80)
    assert "so far: Tue 24 Nov, in 6 days" in render(views.question_screen("decides", Answers(), talk, NOW), 80)
    assert "so far" not in render(views.question_screen("concern", Answers(concern="price"), talk, NOW), 80)


@pytest.mark.parametrize(
    ("key", "note"), [("due", "they will be in touch"), ("own_due", "nice talk")], ids=["heard", "said"]
)
def test_question_nudges_once_whoever_would_wait(key: str, note: str) -> None:
    talk, answers = Talk("Kato", "Kato"), Answers(note=note, waiting="yes")
    asked = {one: render(views.question_screen(one, answers, talk, NOW), 80) for one in ("due", "own_due")}

    assert [one for one, shown in asked.items() if "Waiting is not follow-up" in shown] == [key]


@given(text=hostile, width=st.integers(20, 130), key=st.sampled_from(KEYS))
def test_no_line_is_wider_than_the_terminal_nor_moves_it(text: str, width: int, key: str) -> None:
    talk = Talk("1", text, last=None, is_new=True)
    answers = FULL._replace(note=text, concern=text, why=text, helped=text)
    screens = [
        views.talk_screen(talk, NOW),
        views.question_screen(key, answers, talk, NOW),
        views.summary_screen(answers, talk, NOW),
        views.refused_screen(text, text),
        views.understood_screen(text),
        views.said_screen(text),
    ]
    shown = "".join(render(screen, width) for screen in screens)

    assert max(map(cell_len, shown.splitlines())) <= width
    assert not {"\x1b", "\x07", "\u202e", "\u200b"} & set(shown)


def test_every_question_is_put_in_words() -> None:
    assert all(views.question_text(key) for key in KEYS)
    assert isinstance(views.question_hint("why"), str)


TO_COME = NextStep(
    1,
    1,
    Due(day(6), NOW.replace(day=24, hour=14, minute=0)),
    "call",
    "",
    agreed=True,
    waiting=False,
    moves=0,
    attempts=0,
)


@pytest.mark.parametrize("key", ["due", "own_due"])
def test_question_tells_the_step_that_stands_and_does_not_nudge(key: str) -> None:
    talk = Talk("1", "Kato", step=TO_COME)
    shown = render(views.question_screen(key, Answers(note="will get back to us", waiting="yes"), talk, NOW), 80)

    assert ("so far: Tue 24 Nov 14:00; Enter leaves it" in shown) == (key == "own_due")
    assert "nobody is working" not in shown


def test_summary_shows_the_step_that_stands_and_that_they_will_be_in_touch() -> None:
    talk = Talk("1", "Kato", step=TO_COME)
    shown = render(views.summary_screen(Answers(note="fine", waiting="yes"), talk, NOW), 80)

    assert "Tue 24 Nov 14:00" in shown
    assert "they will be in touch" in shown
    assert "no day of your own" not in shown


@pytest.mark.parametrize("days", [0, 1], ids=["due today", "overdue"])
def test_step_that_a_conversation_keeps_does_not_stand(days: int) -> None:
    assert Talk("1", "Kato", step=TO_COME._replace(due=Due(day(-days)))).standing_step(NOW.date()) is None
