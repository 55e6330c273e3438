"""What Typer refuses, in our words and in both languages."""

import pytest

from support import Pipe

REFUSED = [
    ("lgo", "There is no command lgo.\nDid you mean:\n  log\n", "コマンド「lgo」はありません。\nもしかして:\n  log\n"),
    ("show", "WHO is missing.\n", "相手が指定されていません。\n"),
    (
        "show 1 --limt 3",
        "There is no option --limt.\nDid you mean:\n  --limit\n",
        "オプション「--limt」はありません。\nもしかして:\n  --limit\n",
    ),
    ("show 1 --limit", "--limit needs a value.\n", "--limit には値が必要です。\n"),
    ("add Aoki --new=3", "--new takes no value.\n", "--new に値は指定できません。\n"),
    (
        "show 1 --limit few",
        "--limit can't be few.\nIt is a whole number of 0 or more.\n",
        "--limit に「few」は指定できません。\n0以上の整数で指定してください。\n",
    ),
    (
        "show 1 --limit -1",
        "--limit can't be -1.\nIt is a whole number of 0 or more.\n",
        "--limit に「-1」は指定できません。\n0以上の整数で指定してください。\n",
    ),
    (
        "log 1 x --minutes 99999",
        "--minutes can't be 99999.\nIt is a whole number from 0 to 10000.\n",
        "--minutes に「99999」は指定できません。\n0から10000までの整数で指定してください。\n",
    ),
    (
        "show 1 2 3",
        "There is more on the line than this command takes: 2 3\nA text of several words stands between quotes.",
        "このコマンドには余分な指定があります: 2 3\n空白を含む文字列は引用符で囲んでください。",
    ),
]


@pytest.mark.parametrize(("line", "english", "japanese"), REFUSED)
def test_refusal(pipe: Pipe, line: str, english: str, japanese: str) -> None:
    refused, again = pipe(*line.split(), PIPE_LANG="en"), pipe(*line.split(), PIPE_LANG="ja")

    assert (refused.code, again.code) == (2, 2)
    assert refused.err.startswith(english)
    assert again.err.startswith(japanese)


@pytest.mark.parametrize("line", [line for line, _, _ in REFUSED if "--limit few" in line or line == "show"])
def test_refusal_names_the_help_to_look_at(pipe: Pipe, line: str) -> None:
    assert pipe(*line.split()).err.splitlines()[-1] == 'See "pipe show --help".'


def test_unknown_language_is_refused_with_those_there_are(pipe: Pipe) -> None:
    refused = pipe("today", "--lang", "fr")

    assert (refused.code, refused.out) == (2, "")
    assert "en, ja" in refused.err


def test_language_may_be_given_anywhere(pipe: Pipe) -> None:
    assert pipe("--lang", "ja", "status").out == pipe("status", "--lang=ja").out == pipe("status", PIPE_LANG="ja").out


def test_option_goes_before_the_environment_and_that_before_the_locale(pipe: Pipe) -> None:
    japanese, english = pipe("status", "--lang", "ja").out, pipe("status", "--lang", "en").out

    assert pipe("status", LANG="ja_JP.UTF-8").out == japanese
    assert pipe("status", LANG="ja_JP.UTF-8", PIPE_LANG="en").out == english
    assert pipe("status", "--lang", "ja", PIPE_LANG="en").out == japanese
    assert japanese != english
