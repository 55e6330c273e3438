"""How each answer to a closing question is checked, and what it is understood as."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.commands.closing_checks import Checked, check, typed
from pipeline_cli.context import Run, Settings
from pipeline_cli.errors import UsageError
from support import NOW

RUN = Run(Settings(), {"PIPE_NOW": NOW.isoformat(), "TZ": "Asia/Tokyo"})

KEYS = ["note", "concern", "if_solved", "decides", "due", "own_due", "by", "why", "agreed", "helped", "minutes"]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("blank", ["", "  ", "\t\n"])
def test_check_takes_a_blank_for_no_answer(key: str, blank: str) -> None:
    assert check(RUN, key, blank) == Checked("")


@pytest.mark.parametrize(
    ("key", "text", "value", "shown"),
    [
        *(("concern", text, "none", "nothing any more") for text in ("none", "No", "-", "なし", "ない", "ナシ")),
        ("concern", "no time", "no time", ""),
        ("if_solved", "y", "yes", "yes"),
        ("if_solved", "ＮＯ", "no", ""),
        ("if_solved", "?", "unknown", "unknown"),
        ("by", "v", "visit", "visit"),
        ("by", "email", "email", ""),
        ("agreed", "n", "no", "no"),
        ("decides", "end of month", "2026-11-30", "Mon 30 Nov, in 12 days"),
        ("due", "+3d", "2026-11-21", "Sat 21 Nov, in 3 days (not one of your working days)"),
        ("due", "来週火曜 14時", "2026-11-24T14:00:00+09:00", "Tue 24 Nov 14:00, in 6 days"),
        ("due", " W ", "waiting", ""),
        ("due", "返事待ち", "waiting", ""),
        ("why", "the\nquote  again", "the quote again", ""),
        ("minutes", "４５", "45", ""),
        ("minutes", "90 min", "90", ""),
        ("minutes", "30分", "30", ""),
        ("note", "one\ntwo", "one\ntwo", ""),
    ],
)
def test_check_understands(key: str, text: str, value: str, shown: str) -> None:
    assert check(RUN, key, text) == Checked(value, shown)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("if_solved", "perhaps"),
        ("by", "pigeon"),
        ("agreed", "x"),
        ("decides", "someday"),
        ("due", "yesterday"),
        ("due", "9:00 today"),
        ("own_due", "waiting"),
        ("minutes", "-5"),
        ("minutes", "10001"),
        ("minutes", "9" * 5000),
        ("minutes", "٤٥"),
        ("note", "a\0b"),
        ("why", "x" * 501),
    ],
)
def test_check_refuses(key: str, text: str) -> None:
    with pytest.raises(UsageError):
        check(RUN, key, text)


def problem(key: str, text: str) -> str:
    """Return why an answer can't be taken; "" where it can be."""
    try:
        check(RUN, key, text)
    except UsageError as error:
        return error.what
    return ""


@given(key=st.sampled_from(KEYS), text=st.text(st.characters(exclude_categories=["Zs", "Cc"]), min_size=1))
def test_check_reads_any_text_or_says_why_not(key: str, text: str) -> None:
    assert problem(key, text) or check(RUN, key, text).value


@given(st.datetimes(min_value=NOW.replace(tzinfo=None), max_value=NOW.replace(tzinfo=None, year=2028)))
def test_typed_day_is_understood_as_the_answer_it_was(when: datetime) -> None:
    value = check(RUN, "due", f"{when:%Y-%m-%d %H:%M}").value

    assert check(RUN, "due", typed(RUN, "due", value)).value == value


def test_typed_answer_is_a_word_of_the_users_own() -> None:
    assert typed(RUN, "due", "waiting") == "waiting"
    assert typed(RUN, "why", "quote") == "quote"
