"""Hostile texts through every command: nothing that is shown acts, nothing is lost, nothing is run."""

import json
import shutil
from pathlib import Path
from typing import Final

import pytest

from helpers import Desk
from hostile import LINES, NOTES, REFUSED, acting, obeyed
from pipeline_cli.domain.text import LINE_LIMIT

READING: Final = (
    *("today", "today --on tomorrow --limit 0", "list --state all --limit 0", "history", "history --full --limit 0"),
    *("prune --list --limit 0", "prune --backtest", "funnel --by tag", "funnel --by source", "funnel --by month"),
    *("review", "review --week", "review goal", "kpi", "kpi --explain meetings", "kpi --explain new_mrr", "kpi list"),
    *("kpi --by week", "forecast", "plan show", "plan list", "report", "tally", "status", "doctor", "info"),
    *("config list", "config stages", "backup list", "show 1 --limit 0", "import --profiles"),
)

QUOTING: Final = (
    *("show zz{}", "list --stage {}", "list --sort {}", "funnel --by {}", "kpi --explain {}", "kpi drop {}"),
    *("kpi set {} 3 --due eom", "move 1 {}", "next 1 {}", "when {}", "today --on {}", "forecast --period {}"),
    *("config get {}", "config set currency {}", "config set {} x", "config {}", "help {}", "{}", "--lang {} list"),
    *("import {}", "import --profile {} y.csv", "restore {}", "history --only {}", "history zz{}", "review {}"),
    *("review goal x --per {} 3", "log 1 n --next {}", "log 1 n --value {}", "log 1 n --minutes {}"),
    *("log 1 n --kind {}", "log 1 n --stage {}", "log 1 n --if-solved {}", "prune --close {} --reason y", "undo {}"),
    *("forget zz{} --yes", "edit zz{} --name y", "merge zz{} 1", "tally {} 3x", "list --{}", "plan set {}"),
    *("backup --to {} --recipient x", "report --period {}", "report -o {}", "next 1 tomorrow --by {}", "lost zz{} x"),
)
"""Lines that are refused, and say what with."""

TAKING: Final = (
    *("add {}", "add n --title {}", "add n --company {}", "add n --memo {}", "add n --tag {}", "add n --email {}"),
    *("add n --phone {}", "add n --reading {}", "add n --source {}", "log 1 {}", "log {} n", "log 1 n --concern {}"),
    *("log 1 n --helped {}", "log 1 n --next tomorrow --why {}", "log 1 n --tag {}", "log 1 n --title {}"),
    *("log 1 n --lost {}", "lost 1 {}", "next 1 tomorrow --why {}", "edit 1 --name {}", "edit 1 --note {}"),
    *("edit 1 --owner {}", "edit 1 --email {}", "edit 1 --memo {}", "edit 1 --why {}", "tally {} 3", "list --tag {}"),
    *("review goal {} --per day 3", "config set language {}", "config stage add pp --en {}", "config stage add {}"),
    *("config stage rename prospect --ja {}", "prune --close 1 --reason {}", "merge 1 {}", "move 1 {}"),
    *("find {}", "show {}", "history {}", "forget {} --yes", "won {}", "park {} +3d", "reopen {}", "plan set {}"),
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A store in which every text is a name, a title, a tag, a note and all else that people type."""
    desk = Desk(tmp_path_factory.mktemp("hostile"))
    fields = ("title", "company", "memo", "source", "tag", "phone", "email", "reading")
    for text in LINES:
        desk.ok("add", "--new", "--value", "100", *(f"--{field}={text}" for field in fields), "--", text)
    for number, text in enumerate(LINES, 1):
        typed = (f"--{field}={text}" for field in ("concern", "helped", "why"))
        desk.ok("log", *typed, "--next", "tomorrow", "--decides", "today", "--", str(number), text)
    for number, text in enumerate(NOTES, 1):
        desk.ok("log", str(number), "-", stdin=text)
        desk.ok("edit", str(number), f"--memo={text}", f"--concern={text}", f"--note={text}")
    for number, text in enumerate(LINES[::3]):
        desk.ok("lost", "--", str(3 * number + 1), text)
    desk.ok("review", "goal", LINES[5], "--per", "day", "3")
    desk.ok("config", "stage", "add", "odd", "--en", "[/] odd [todo]", "--ja", ":x: {odd} %s")
    desk.ok("move", "2", "odd")
    return desk


@pytest.fixture
def copied(desk: Desk, tmp_path: Path) -> Desk:
    """A copy of that store, to be changed."""
    copied = Desk(tmp_path)
    shutil.copytree(desk.folder, tmp_path, dirs_exist_ok=True)
    return copied


@pytest.mark.parametrize("line", READING)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_screen_holds_nothing_that_acts(desk: Desk, line: str, language: str) -> None:
    shown = desk.at_terminal(*line.split(), "--lang", language, typed="")
    piped = desk(*line.split(), "--lang", language)
    document = desk(*line.split(), "--lang", language, "--json")

    assert (shown.code, piped.code, document.code) in ((0, 0, 0), (5, 5, 5)), shown.err + document.err
    assert acting(shown.out + shown.err + piped.out + piped.err + document.err) == set()
    assert obeyed(document.out) == set()
    json.loads(document.out)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_each_text_is_shown_by_its_name_without_acting(desk: Desk, language: str) -> None:
    for text in LINES:
        for command in ("show", "find"):
            outcome = desk.at_terminal("--lang", language, command, "--", text, typed="")

            assert (outcome.code, acting(outcome.out + outcome.err)) == (0, set()), ascii(text)


def test_each_text_is_found_by_searching_for_itself(desk: Desk) -> None:
    for text in LINES:
        hits = desk.json("find", "--limit", "0", "--", text)["hits"]

        assert text in {hit["customer"]["name"] for hit in hits}, ascii(text)


def test_document_gives_each_text_back(desk: Desk) -> None:
    for number, text in enumerate(LINES, 1):
        shown = desk.json("show", str(number))
        customer, deal = shown["customer"], shown["deals"][0]

        assert [customer[field] for field in ("name", "company", "reading")] == [text] * 3
        assert [deal["title"], deal["source"], *deal["tags"], *customer["phones"]] == [text] * 4
        assert text in {activity["note"] for activity in shown["activities"]}


def test_document_gives_notes_of_several_lines_back(desk: Desk) -> None:
    for number, text in enumerate(NOTES, 1):
        shown = desk.json("show", str(number))

        assert text in {activity["note"] for activity in shown["activities"]}
        assert (shown["customer"]["memo"], shown["deals"][0]["concern"]) == (text, text)


@pytest.mark.parametrize("line", QUOTING)
def test_refusal_quotes_without_acting(desk: Desk, line: str) -> None:
    for number, text in enumerate(LINES[QUOTING.index(line) % 4 :: 4]):  # each text is refused a dozen times
        words = [word.replace("{}", text) for word in line.split()]
        outcome = desk(*words, PIPE_LANG=("en", "ja")[number % 2])

        assert outcome.code in (2, 3, 4, 5), (ascii(words), outcome.err)
        assert acting(outcome.out + outcome.err) == set(), ascii(words)


@pytest.mark.parametrize("line", TAKING)
def test_nul_and_what_is_no_text_are_refused_at_every_input(desk: Desk, line: str) -> None:
    before = desk.rows("SELECT max(id) FROM operations")
    for text in REFUSED:
        outcome = desk(*(word.replace("{}", text) for word in line.split()))

        assert outcome.code in ((0, 2, 3) if line.startswith("find") else (2, 3)), outcome.err
        assert acting(outcome.out + outcome.err) == set()
    assert desk.rows("SELECT max(id) FROM operations") == before


@pytest.mark.parametrize("language", ["en", "ja"])
def test_change_of_each_text_is_told_without_acting(copied: Desk, language: str) -> None:
    for number, text in enumerate(LINES, 1):
        for line in (f"next {number} +3d --why", f"edit {number} --company"):
            outcome = copied.at_terminal("--lang", language, *line.split(), text, typed="")

            assert outcome.code in (0, 4), outcome.err
            assert acting(outcome.out + outcome.err) == set(), ascii(text)


def test_everything_is_taken_back_without_acting(copied: Desk) -> None:
    count = copied.value("SELECT count(*) FROM operations")
    undone = copied("undo", str(count), PIPE_LANG="ja")

    assert (undone.code, acting(undone.out + undone.err)) == (0, set()), undone.err
    assert copied.value("SELECT count(*) FROM customers") == 0


def test_merging_tells_of_each_without_acting(copied: Desk) -> None:
    for one, other in zip(LINES[::2], LINES[1::2], strict=False):
        merged = copied("merge", "--", one, other)

        assert (merged.code, acting(merged.out + merged.err)) == (0, set()), merged.err


def test_forgetting_tells_of_somebody_without_acting(copied: Desk) -> None:
    forgotten = copied("forget", "--yes", "--", LINES[5], PIPE_LANG="ja")

    assert (forgotten.code, acting(forgotten.out + forgotten.err)) == (0, set()), forgotten.err


def test_note_of_ten_million_characters_is_kept_shown_and_found(tmp_path: Path) -> None:
    desk, note = Desk(tmp_path), "[/] \x1b[31m:warning: " * 500_000 + "needle"
    desk.ok("log", "Aoki", "-", stdin=note)

    assert desk.json("show", "Aoki")["activities"][0]["note"] == note
    assert desk.json("find", "needle")["total"] == 1
    assert len(desk.ok("today", COLUMNS="80")) < 5_000
    assert len(desk.ok("history", COLUMNS="80")) < 5_000


def test_name_of_ten_thousand_characters_is_refused_and_the_note_is_kept(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    refused = desk("log", "あ" * 10_000, "a long talk")

    assert refused.code == 2
    assert f"{LINE_LIMIT:,}" in refused.err
    assert len(desk.drafts()) == 1


@pytest.mark.parametrize("width", ["60", "120"])
def test_longest_name_is_shown_to_its_end(tmp_path: Path, width: str) -> None:
    desk, name = Desk(tmp_path), "名" * (LINE_LIMIT - 1) + "終"
    desk.ok("log", name, "a note", "--next", "today", "--title", "T" * LINE_LIMIT)

    for command in ("today", "list"):
        shown = desk.ok(command, COLUMNS=width)
        assert (shown.count("名"), shown.count("終")) == (LINE_LIMIT - 1, 1), command


@pytest.mark.parametrize("text", NOTES)
def test_line_breaks_in_a_name_are_refused(tmp_path: Path, text: str) -> None:
    name = f"a{text}b"
    refused = Desk(tmp_path)("add", name)

    assert (refused.code, acting(refused.err)) == ((2, set()) if len(name.splitlines()) > 1 else (0, set()))
