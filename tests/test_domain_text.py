import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline_cli.domain.names import fold
from pipeline_cli.domain.text import LINE_LIMIT, NOTE_LIMIT, snippet, taken_in, taken_in_line, visible
from pipeline_cli.errors import UsageError

ANY = st.characters(exclude_categories=[])
NASTY = st.text(ANY | st.sampled_from("\0\t\n\r\x1b\x7f\x85\x9b\u200b\u200c\u200d\u202e\u2028\ufe0f\ufeff\ud800م❤🔥"))
WRITTEN = st.text(st.sampled_from("ab ßカガｶﾞﾊﾟ㈱㍿漢字\n\u3099"), max_size=30)
SHOWN_MARKS = set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Format characters that are seen: Arabic number signs and the like."""


@pytest.mark.parametrize(
    "text",
    ["", " a\n", "\x1b[31m", "[bold]", "\u202e\u200b\ufeff", "ﾐﾄﾞﾘ㈱", "e\u0301", "\r\n\t", "=1+1", "a" * NOTE_LIMIT],
)
def test_taken_in_keeps_every_byte(text: str) -> None:
    assert taken_in(text, field="note") == text


@pytest.mark.parametrize(
    ("text", "what"), [("a\0b", "NUL"), ("caf\udce9", "can't be read"), ("\ud83d", "can't be read")]
)
def test_taken_in_refuses_what_no_store_can_keep(text: str, what: str) -> None:
    with pytest.raises(UsageError, match=what) as caught:
        taken_in(text, field="note")
    assert "note" in caught.value.what
    assert caught.value.hint


def test_taken_in_tells_the_length_of_what_is_too_long() -> None:
    with pytest.raises(UsageError, match="too long") as caught:
        taken_in("あ" * 1_501, field="note", limit=1_500)
    assert "1,501" in caught.value.why
    assert "1,500" in caught.value.why


@given(NASTY)
def test_taken_in_keeps_or_refuses_any_text(text: str) -> None:
    try:
        assert taken_in(text, field="note") == text
    except UsageError:
        assert "\0" in text or any(unicodedata.category(char) == "Cs" for char in text)


@pytest.mark.parametrize("text", ["Midori", "  Midori\t", "\u3000Midori\n", "Midori\r\n"])
def test_taken_in_line_strips_blanks_at_the_ends(text: str) -> None:
    assert taken_in_line(text, field="name") == "Midori"


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\rb", "a\vb", "a\u2028b", "a\x85b", "a\n\n\nb"])
def test_taken_in_line_refuses_line_breaks(text: str) -> None:
    with pytest.raises(UsageError, match="name has more than one line") as caught:
        taken_in_line(text, field="name")
    assert caught.value.hint


def test_taken_in_line_refuses_nothing_only_where_something_is_required() -> None:
    assert taken_in_line(" ", field="title") == ""
    with pytest.raises(UsageError, match="name is empty"):
        taken_in_line(" \u3000\n", field="name", required=True)


def test_taken_in_line_refuses_what_is_longer_than_a_line() -> None:
    assert taken_in_line("あ" * LINE_LIMIT, field="name") == "あ" * LINE_LIMIT
    with pytest.raises(UsageError, match="too long"):
        taken_in_line("あ" * (LINE_LIMIT + 1), field="name")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Midori [vip] :warning:", "Midori [vip] :warning:"),
        ("株式会社みどり ﾐﾄﾞﾘ 🔥", "株式会社みどり ﾐﾄﾞﾘ 🔥"),
        ("\x1b[31mred", "␛[31mred"),
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("\0\b\x7f", "␀␈␡"),
        ("\x85\x9b31m", "<U+0085><U+009B>31m"),
        ("\u202eabc\u2066", "<U+202E>abc<U+2066>"),
        ("a\u200bb\ufeff\xad", "a<U+200B>b<U+FEFF><U+00AD>"),
        ("a\u2028b", "a<U+2028>b"),
        ("\U000e0041\u3164", "<U+E0041><U+3164>"),
        ("caf\udce9", "caf\ufffd"),
        ("葛\U000e0100城 ❤\ufe0f", "葛城 ❤"),
        ("می\u200cخواهم क्\u200dष", "می\u200cخواهم क्\u200dष"),
        ("pay\u200dpal 田\u200c中", "pay<U+200D>pal 田<U+200C>中"),
        ("👨\u200d👩\u200d👧 ❤\ufe0f\u200d🔥", "👨👩👧 ❤🔥"),
        ("e\u0301 か\u3099", "e\u0301 か\u3099"),
    ],
)
def test_visible_shows_what_hides(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_visible_turns_breaks_and_tabs_into_blanks_on_one_line() -> None:
    assert visible("a\tb\nc\r\nd\re") == "a b c d␍e"


def test_visible_keeps_breaks_and_tabs_in_several_lines() -> None:
    assert visible("a\tb\nc\r\nd\re\x1b", multiline=True) == "a\tb\nc\nd␍e␛"


@given(NASTY, st.booleans())
def test_visible_lets_nothing_through_that_acts_or_hides(text: str, multiline: bool) -> None:  # noqa: FBT001
    shown = visible(text, multiline=multiline)
    acting = {char for char in shown if unicodedata.category(char) in {"Cc", "Cs", "Cf", "Zl", "Zp"}}
    assert acting <= SHOWN_MARKS | {"\u200c", "\u200d"} | (set("\t\n") if multiline else set())


@given(NASTY, st.booleans())
def test_visible_shows_again_what_it_showed(text: str, multiline: bool) -> None:  # noqa: FBT001
    shown = visible(text, multiline=multiline)
    assert visible(shown, multiline=multiline) == shown


def test_visible_lets_no_format_character_of_unicode_through() -> None:
    invisible = {chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in {"Cf", "Zl", "Zp"}}
    assert {char for char in invisible if char in visible(f"a{char}b")} == SHOWN_MARKS


@pytest.mark.parametrize(
    ("text", "needle", "expected"),
    [
        ("short text", "text", "short text"),
        ("a" * 20 + "needle" + "b" * 20, "NEEDLE", "…aaaaaaneedlebbbbbb…"),
        ("needle" + "b" * 20, "needle", "needlebbbbbbbbbbbbb…"),
        ("a" * 20 + "needle", "needle", "…aaaaaaaaaaaaaneedle"),
        ("a" * 20 + "ﾄﾞｱ" + "b" * 20, "ドア", "…aaaaaaaaﾄﾞｱbbbbbbb…"),
        ("㈱" * 20 + "みどり" + "㍿" * 20, "ミドリ", "…㈱㈱㈱㈱㈱㈱㈱㈱みどり㍿㍿㍿㍿㍿㍿㍿…"),
        ("か\u3099" * 20 + "ねこ" + "く" * 20, "ネコ", "…" + "か\u3099" * 4 + "ねこ" + "く" * 8 + "…"),
        ("か\u3099" * 20 + "ねこねこ" + "く" * 20, "ネコネコ", "…" + "か\u3099" * 3 + "ねこねこ" + "く" * 7 + "…"),
        ("a" * 40, "x", "a" * 19 + "…"),
        ("a" * 40, "  ", "a" * 19 + "…"),
        ("a" * 10 + "b" * 30, "b" * 30, "…" + "b" * 18 + "…"),
        ("", "x", ""),
    ],
)
def test_snippet_is_what_surrounds_the_match(text: str, needle: str, expected: str) -> None:
    assert snippet(text, needle, 20) == expected


@given(WRITTEN, WRITTEN, WRITTEN)
def test_snippet_holds_the_first_match(before: str, needle: str, behind: str) -> None:
    text, sought = before * 3 + needle + behind * 3, fold(needle.strip())
    assume(sought in fold(text))
    assert sought in fold(snippet(text, needle, len(needle) + 40))


@given(NASTY, NASTY, st.integers(3, 50))
def test_snippet_is_a_part_of_any_text_and_fits(text: str, needle: str, width: int) -> None:
    shown = snippet(text, needle, width)
    assert len(shown) <= width
    assert shown.removeprefix("…").removesuffix("…") in text or shown in text
