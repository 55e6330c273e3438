"""What Japanese screens said in English: choices, the reasons of errors, dates in sentences, the history."""

from pathlib import Path

import pytest

from helpers import Desk


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.ok("add", "青木", "--title", "鋸")
    desk.environ["PIPE_LANG"] = "ja"
    return desk


@pytest.mark.parametrize(
    ("words", "listed"),
    [
        (("move", "1", "xyz"), "新規開拓、潜在客、見込み客、契約待ち"),
        (("log", "1", "話", "--kind", "foo"), "電話、打ち合わせ、訪問、メール、チャット、メモ"),
        (("log", "1", "話", "--if-solved", "maybe"), "はい、いいえ、不明"),
        (("list", "--state", "foo"), "進行中、契約、失注、保留、すべて"),
        (("list", "--sort", "foo"), "開始日、金額、無音日数、名前、結論日、段階、終了日"),
        (("tally", "foo"), "架電、アポ、訪問、メール"),
        (("when", "--looking", "foo", "明日"), "これから、これまで、期限"),
    ],
)
def test_choices_are_listed_in_japanese(desk: Desk, words: tuple[str, ...], listed: str) -> None:
    outcome = desk(*words)

    assert outcome.code == 2
    assert f"次から選んでください: {listed}\n" in outcome.err


@pytest.mark.parametrize(
    "words",
    [
        ("move", "1", "見込み客"),
        ("log", "1", "話", "--kind", "電話", "--if-solved", "はい"),
        ("list", "--state", "すべて", "--sort", "無音日数"),
        ("when", "--looking", "これから", "明日"),
    ],
)
def test_what_is_listed_is_taken(desk: Desk, words: tuple[str, ...]) -> None:
    assert desk(*words).code == 0


def test_reason_of_an_error_is_told_in_japanese(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no store at all " * 99, "utf-8")
    outcome = desk("list", "--store", str(tmp_path / "text.db"))

    assert outcome.code == 5
    assert "is not a database" not in outcome.err


def test_day_in_a_sentence_is_written_as_the_language_does(desk: Desk) -> None:
    told = desk("park", "1", "2027-01-04")

    assert "2027年1月4日(月)まで保留" in told.out
    assert "2027-01-04" not in told.out + told.err


def test_history_tells_tallies_and_imports_in_words(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text("customer,title,value\n谷,鉋,5\n", "utf-8")
    desk.ok("tally", "架電", "+3")
    desk.ok("import", str(tmp_path / "deals.csv"))
    history = desk.ok("history", COLUMNS="300")

    assert "架電 +3" in history
    assert "商談: 新規1件、変更0件" in history


def test_wrong_command_is_answered_with_a_like_one(desk: Desk) -> None:
    assert "もしかして:\n  today" in desk("todya").err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("edit", "1", "--value"), "pipe edit --help"),
        (("edit", "1", "--won"), "pipe won WHO"),
        (("edit", "1", "--next", "tue"), "pipe next WHO WHEN"),
        (("next", "1", "--nope"), "オプション「--nope」はありません"),
        (("tally", "--nope"), "オプション「--nope」はありません"),
    ],
)
def test_wrong_option_is_answered_with_what_does_it(desk: Desk, words: tuple[str, ...], expected: str) -> None:
    outcome = desk(*words)

    assert outcome.code == 2
    assert expected in outcome.err


def test_status_refuses_a_field_that_there_is_not(desk: Desk) -> None:
    outcome = desk("status", "--format", "{foo}")

    assert outcome.code == 2
    assert "{overdue}, {today}, {no_next}" in outcome.err


def test_braces_that_are_no_field_stand_for_themselves(desk: Desk) -> None:
    assert desk.ok("status", "--format", "{} {a b} {no_next}") == "{} {a b} 1\n"


@pytest.mark.parametrize("command", ["log", "list", "import"])
def test_help_has_no_names_of_types(desk: Desk, command: str) -> None:
    told = desk(command, "--help", PIPE_LANG="en").out

    assert not [word for word in ("<", "range", "INTEGER") if word in told]
