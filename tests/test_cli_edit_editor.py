"""``pipe edit --editor``: the records as TOML, mistakes marked in place, and nothing lost."""

import re
import tomllib
from pathlib import Path

import pytest

from helpers import Desk, Document
from pipeline_cli.context import Run


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.ok("log", "Aoki", "two\nlines", "--value", "€ 3500", "--next", "2026-11-25", "--decides", "2026-12-18")
    return desk


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let somebody be there who can be asked again."""
    monkeypatch.setattr(Run, "is_interactive", True)


def editor(desk: Desk, *scripts: str) -> str:
    """Return an editor that does with its file, ``$1``, what one script after another says, a call each."""
    for number, script in enumerate(scripts):
        (desk.folder / f"call{number}").write_text(script, encoding="utf-8")
    program = desk.folder / "editor.sh"
    calls = desk.folder / "calls"
    calls.write_text("")
    program.write_text(
        f'n=$(wc -c < {calls})\nprintf x >> {calls}\ncp "$1" {desk.folder}/seen$n\n. {desk.folder}/call$((n))\n'
    )
    return f"sh {program}"


def replaced(old: str, new: str) -> str:
    """Return a script that replaces a line, whole, known by its beginning."""
    return f"""sed -i 's|^{old}.*|{new}|' "$1"\n"""


def seen(desk: Desk, call: int = 0) -> str:
    """Return what the editor was given."""
    return (desk.folder / f"seen{call}").read_text(encoding="utf-8")


def kept(outcome_err: str) -> str:
    """Return the text of the file that is said to keep what was typed."""
    found = re.search(r"kept in (\S+\.toml)", outcome_err)
    assert found, outcome_err
    return Path(found[1]).read_text(encoding="utf-8")


def test_editor_shows_every_record(desk: Desk) -> None:
    desk.ok("edit", "1", "--editor", EDITOR=editor(desk, "true"))
    document: Document = tomllib.loads(seen(desk))

    assert list(document) == ["customer", "deal", "next_step", "activity"]
    assert document["deal"]["value"] == "EUR 3500.00"
    assert document["next_step"]["due"] == "2026-11-25"
    assert document["activity"]["note"] == "two\nlines"


@pytest.mark.parametrize(
    ("line", "new", "query", "value"),
    [
        ("name", 'name = "青木 | \\\\"x\\\\""'.replace("|", "/"), "SELECT name FROM customers", '青木 / "x"'),
        ("phones", 'phones = ["1", "2"]', "SELECT phones FROM customers", '["1","2"]'),
        ("value", 'value = "4000"', "SELECT value_minor FROM deals", 400_000),
        ("decides_on", 'decides_on = ""', "SELECT decides_on FROM deals", None),
        ("due", 'due = "2026-11-27"', "SELECT due_on FROM next_steps", "2026-11-27"),
        ("agreed", "agreed = false", "SELECT agreed FROM next_steps", 0),
        ("minutes", "minutes = 30", "SELECT minutes FROM activities", 30),
        ("valid", "valid = true", "SELECT valid FROM activities", 1),
        ("note", 'note = """', "SELECT note FROM activities", "two\nlines"),
    ],
    ids=str,
)
def test_field_is_changed_in_the_editor(desk: Desk, line: str, new: str, query: str, value: object) -> None:
    desk.ok("edit", "1", "--editor", EDITOR=editor(desk, replaced(f"{line} =", new)))

    assert desk.value(query) == value


def test_many_fields_are_one_step_to_undo(desk: Desk) -> None:
    script = replaced("name =", 'name = "Sato"') + replaced("why =", 'why = "quote"')
    desk.ok("edit", "1", "--editor", EDITOR=editor(desk, script))
    desk.ok("undo")

    assert desk.rows("SELECT name, why FROM customers, next_steps") == [("Aoki", "")]


def test_field_that_is_left_out_stays(desk: Desk) -> None:
    script = """sed -i '/^concern/d; /^decides_on/d' "$1"\n""" + replaced("title =", 'title = "x"')
    desk.ok("edit", "1", "--editor", EDITOR=editor(desk, script))

    assert desk.rows("SELECT title, decides_on FROM deals") == [("x", "2026-12-18")]


@pytest.mark.parametrize("script", [': > "$1"', 'echo "# nothing" > "$1"', "true"])
def test_editor_that_changes_nothing_changes_nothing(desk: Desk, script: str) -> None:
    outcome = desk("edit", "1", "--editor", EDITOR=editor(desk, script))

    assert (outcome.code, outcome.out) == (0, "")
    assert "nothing" in outcome.err.lower()
    assert desk.value("SELECT count(*) FROM operations") == 1


@pytest.mark.usefixtures("somebody")
@pytest.mark.parametrize(
    ("line", "new"),
    [
        ("decides_on =", 'decides_on = "someday"'),
        ("name =", 'name = ""'),
        ("phones =", 'phones = "1"'),
        ("agreed =", 'agreed = "yes"'),
        ("minutes =", "minutes = -5"),
        ("kind =", 'kind = "fax"'),
        ("title =", "title = unquoted"),
        ("title =", "colour = 1"),
        (r"\[next_step", "[elsewhere]"),
    ],
    ids=str,
)
def test_mistake_is_marked_above_its_line_until_it_is_right(desk: Desk, line: str, new: str) -> None:
    outcome = desk("edit", "1", "--editor", EDITOR=editor(desk, replaced(line, new), ': > "$1"'))
    lines = seen(desk, 1).splitlines()

    assert outcome.code == 0, outcome.err
    assert lines[lines.index(new) - 1].startswith("#>> ")


@pytest.mark.usefixtures("somebody")
def test_mistake_that_was_put_right_is_saved_without_its_mark(desk: Desk) -> None:
    scripts = replaced("title =", 'title = "a'), replaced("title =", 'title = "right"')
    outcome = desk("edit", "1", "--editor", EDITOR=editor(desk, *scripts))

    assert outcome.code == 0, outcome.err
    assert desk.value("SELECT title FROM deals") == "right"


@pytest.mark.usefixtures("somebody")
def test_what_the_store_refuses_is_told_on_top(desk: Desk) -> None:
    scripts = replaced("profit =", 'profit = "$ 5"'), ': > "$1"'
    desk("edit", "1", "--editor", EDITOR=editor(desk, *scripts))

    assert seen(desk, 1).startswith("#>> A deal has one currency")


@pytest.mark.parametrize("is_interactive", [False, True])
def test_text_that_is_left_wrong_is_kept_as_a_file(
    desk: Desk,
    is_interactive: bool,  # noqa: FBT001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Run, "is_interactive", is_interactive)
    broken = editor(desk, replaced("title =", 'title = "half'), "true")
    outcome = desk("edit", "1", "--editor", EDITOR=broken)

    assert outcome.code == 2
    assert 'title = "half' in kept(outcome.err)
    assert desk.value("SELECT count(*) FROM operations") == 1


def test_text_is_kept_where_the_editor_fails(desk: Desk) -> None:
    failing = editor(desk, replaced("title =", 'title = "half"') + "exit 3\n")
    outcome = desk("edit", "1", "--editor", EDITOR=failing)

    assert outcome.code == 130
    assert 'title = "half"' in kept(outcome.err)


def test_missing_editor_is_told(desk: Desk) -> None:
    outcome = desk("edit", "1", "--editor", EDITOR=str(desk.folder / "none"))

    assert outcome.code == 2
    assert "EDITOR" in outcome.err


def test_other_options_go_without_the_editor(desk: Desk) -> None:
    assert desk("edit", "1", "--editor", "--title", "x", EDITOR="true").code == 2


def test_editor_takes_an_older_conversation(desk: Desk) -> None:
    desk.ok("log", "1", "newer", "--at", "2026-11-18 09:30")
    desk.ok("edit", "1", "--editor", "--activity", "2", EDITOR=editor(desk, "true"))

    assert tomllib.loads(seen(desk))["activity"]["note"] == "two\nlines"


def test_customer_without_a_deal_is_edited(desk: Desk) -> None:
    desk.ok("add", "Sato", "--no-deal")
    answer = desk.json("edit", "Sato", "--editor", EDITOR=editor(desk, replaced("memo =", 'memo = "x"')))

    assert answer["deal"] is None
    assert list(tomllib.loads(seen(desk))) == ["customer"]
