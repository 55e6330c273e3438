"""Exit codes, and errors that say what happened, why, and what to do next."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from helpers import Desk
from pipeline_cli.cli import main, split_settings
from pipeline_cli.context import Settings
from pipeline_cli.errors import NotFoundError, PipeError, RefusedError, RejectedRowsError, StoreError, UsageError
from pipeline_cli.i18n import t, tn


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.ok("log", "Tanaka Foods", "note")
    return desk


def failing(error: BaseException) -> Callable[..., NoReturn]:
    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    return fail


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["status"], 0),
        (["--help"], 0),
        (["--version"], 0),
        ([], 0),
        (["nonsense"], 2),
        (["next"], 2),
        (["next", "1", "someday"], 2),
        (["next", "1", "tomorrow", "--nope"], 2),
        (["--nope"], 2),
        (["--lang"], 2),
        (["--lang", "fr", "status"], 2),
        (["--store"], 2),
        (["--store", "mysql://x", "status"], 2),
        (["next", "Nobody", "tomorrow"], 3),
        (["reopen", "1"], 4),
        (["--store", "/etc/passwd", "list"], 5),
        (["--store", "/", "status"], 5),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list) else None,
)
def test_exit_code_says_what_kind_of_thing_went_wrong(desk: Desk, words: list[str], code: int) -> None:
    outcome = desk(*words)

    assert outcome.code == code
    assert bool(outcome.out) == (code == 0)


@pytest.mark.parametrize(
    ("kind", "code"),
    [(UsageError, 2), (NotFoundError, 3), (RefusedError, 4), (StoreError, 5), (RejectedRowsError, 6)],
)
def test_each_kind_of_error_has_its_exit_code(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, kind: type[PipeError], code: int
) -> None:
    error = kind("It went wrong.", why="Because.", hint="Do this.", candidates=("one", "two"))
    monkeypatch.setattr("pipeline_cli.quick.status", failing(error))
    outcome = desk("status", "--format=", "--debug")

    assert outcome.code == code
    assert outcome.err.splitlines()[:5] == ["It went wrong.", "Because.", "  one", "  two", "Do this."]


@pytest.mark.parametrize(
    "words",
    [
        ["next", "1", "someday"],
        ["next", "99", "tomorrow"],
        ["next", "Tanaka Fods", "tomorrow"],
        ["log", "Tanaka Fods", "note"],
        ["log", "Tanaka Foods", ""],
        ["reopen", "1"],
        ["move", "1", "nearly"],
        ["edit", "1"],
        ["park", "1"],
        ["undo", "0"],
        ["list", "--store", "/etc/passwd"],
        ["nonsense"],
    ],
    ids=" ".join,
)
def test_error_says_what_to_do_next(desk: Desk, words: list[str]) -> None:
    lines = desk(*words).err.splitlines()

    assert 2 <= len(lines) <= 6
    assert not any("Error" in line or "Traceback" in line for line in lines)


def test_bug_of_ours_is_told_without_a_traceback(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline_cli.services.pipeline_status.fetch", failing(KeyError("deal")))
    outcome = desk("status")

    assert (outcome.code, outcome.out) == (1, "")
    assert "bug of ours" in outcome.err
    assert "--debug" in outcome.err
    assert "Traceback" not in outcome.err


def test_debug_shows_the_traceback(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline_cli.services.pipeline_status.fetch", failing(KeyError("deal")))

    assert "Traceback" in desk("status", "--debug").err


def test_bug_after_saving_is_no_reason_to_do_it_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline_cli.context.Run.show", failing(KeyError("deal")))
    outcome = desk("log", "1", "only once", "--json")

    assert outcome.code == 0
    assert "is saved" in outcome.err
    assert desk.drafts() == []


def test_ctrl_c_ends_with_130_and_says_that_nothing_was_saved(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline_cli.services.deal_changes.put_step", failing(KeyboardInterrupt()))
    outcome = desk("next", "1", "tomorrow")

    assert outcome.code == 130
    assert "Your store is as it was." in outcome.err
    assert desk.value("SELECT count(*) FROM next_steps") == 0


def test_ctrl_c_while_nothing_is_changed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline_cli.services.pipeline_status.fetch", failing(KeyboardInterrupt()))

    assert desk("status").code == 130


@pytest.mark.parametrize(
    "words",
    [
        ["\x1b[31mred"],
        ["next", "\x1b[31mred", "tomorrow"],
        ["next", "1", "\x1b[31mred"],
        ["move", "1", "\x1b]0;title\x07"],
        ["log", "1", "note", "--\x1b[31mred"],
        ["status", "--\x9b31m"],
        ["--lang", "\x1b[31m"],
        ["--store", "\x1b[31m://x", "status"],
        ["status", "--store", "/\x1b[31m/x/y"],
        ["log", "x", "note", "--at", "\u202e2027-01-01"],
    ],
    ids=ascii,
)
def test_error_shows_control_characters_and_does_not_send_them(desk: Desk, words: list[str]) -> None:
    outcome = desk(*words)

    assert not set(outcome.out + outcome.err) & {"\x1b", "\x07", "\x9b", "\u202e"}


def test_markup_in_an_error_is_text(desk: Desk) -> None:
    assert "[/red] :bomb: [vip]" in desk("next", "[/red] :bomb: [vip]", "tomorrow").err


def test_braces_in_what_was_typed_are_text(desk: Desk) -> None:
    assert "{who} {0}" in desk("next", "{who} {0}", "tomorrow").err
    assert "{deal}" in desk("next", "Tanaka", "tomorrow", "--deal", "{deal}").err


def test_bytes_that_are_no_text_end_in_no_traceback(desk: Desk) -> None:
    for line in (b"next caf\xe9 tomorrow", b"log caf\xe9 note", b"\xff", b"find \xff"):
        result = desk.process(*os.fsdecode(line).split(" "))

        assert result.returncode in {2, 3}, result.stderr
        assert b"Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("words", "settings", "rest"),
    [
        (["a", "--json"], Settings(json=True), ["a"]),
        (["--store", "x", "a"], Settings(store="x"), ["a"]),
        (["a", "--store=x=y"], Settings(store="x=y"), ["a"]),
        (["--lang", "ja", "--debug", "a"], Settings(lang="ja", debug=True), ["a"]),
        (["a", "--", "--json", "--store"], Settings(), ["a", "--", "--json", "--store"]),
        (["a", "--store", "x", "--store", "y"], Settings(store="y"), ["a"]),
        (["a", "--store"], Settings(), ["a", "--store"]),
        (["a", "--jsonx", "--json=1"], Settings(), ["a", "--jsonx", "--json=1"]),
    ],
    ids=str,
)
def test_settings_are_taken_from_anywhere_before_a_double_dash(
    words: list[str], settings: Settings, rest: list[str]
) -> None:
    assert split_settings(words) == (settings, rest)


@pytest.mark.parametrize(
    "now", ["noon", "", "2026-13-01", "2026-11-18T25:00", "0001-01-01T00:00", "9999-12-31T23:59+09:00"]
)
def test_clock_that_can_not_be_read_is_wrong_usage(desk: Desk, now: str) -> None:
    outcome = desk("status", PIPE_NOW=now)

    assert outcome.code == (2 if now else 0)
    assert ("PIPE_NOW" in outcome.err) == bool(now)


def test_zone_that_there_is_not_is_wrong_usage(desk: Desk) -> None:
    assert desk.process("status", TZ="Moon/Crater").returncode == 2


@pytest.mark.parametrize(
    "zone", ["Asia/Tokyo", "America/New_York", "Pacific/Kiritimati", "UTC", "JST-9", ":Asia/Tokyo", ""]
)
def test_any_real_zone_will_do(desk: Desk, zone: str) -> None:
    result = desk.process("log", "1", "note", "--next", "2026-11-24 14:00", "--json", TZ=zone)

    assert result.returncode == 0, result.stderr
    assert b"2026-11-24T14:00:00" in result.stdout


def test_language_of_the_environment_and_of_the_option(desk: Desk) -> None:
    assert desk("status", PIPE_LANG="fr").code == 2
    assert desk("status", "--lang", "en", PIPE_LANG="fr").code == 0


@pytest.mark.parametrize(
    "words", [("log", "--resume"), ("log", "Aoki", "likes it", "--lang", "fr"), ("today", "--lang", "fr")]
)
def test_error_before_the_command_speaks_the_language_of_the_locale(desk: Desk, words: tuple[str, ...]) -> None:
    assert re.search("[ぁ-ん]", desk(*words, LANG="ja_JP.UTF-8").err.splitlines()[0])


def test_main_does_not_leave_the_language_to_the_next_run(desk: Desk) -> None:
    desk.ok("status", "--lang", "ja")
    desk.ok("status")

    assert t("{n} of {m}", n=1, m=2) == "1 of 2"
    assert [tn("one day", "{n} days", n) for n in (1, 2)] == ["one day", "2 days"]


def test_module_can_be_run_as_a_program(desk: Desk) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "pipeline_cli", "--version"], env=desk.all(), capture_output=True, check=True
    )

    assert result.stdout.startswith(b"pipe ")


def test_main_takes_the_environment_of_the_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PIPE_STORE", str(tmp_path / "pipe.db"))

    assert main(["status", "--json"]) == 0


@pytest.mark.parametrize(
    "command", ["log", "next", "add", "move", "won", "lost", "park", "reopen", "edit", "undo", "status"]
)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_every_command_has_help_and_an_example(desk: Desk, command: str, option: str) -> None:
    out = desk.ok(command, option)

    assert f"Usage: pipe {command}" in out
    assert f"\n  pipe {command} " in out
