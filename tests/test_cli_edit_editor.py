"""``pipe edit --editor``: the records as TOML, mistakes marked in place, and nothing lost."""

import signal
import tomllib
from pathlib import Path

import pytest

from editor_support import edited, editor, replaced, seen
from helpers import Desk, Document, posix_only
from pipeline_cli.context import Run
from pipeline_cli.services.kept_edits import kept_edits

pytestmark = posix_only

RESUME = "pipe edit 1 --editor --resume"


def kept_files(desk: Desk) -> list[Path]:
    """Return what is kept beside the store."""
    return list(Path(f"{desk.path}.drafts").glob("*"))


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.ok("log", "Aoki", "two\nlines", "--value", "€ 3500", "--next", "2026-11-25", "--decides", "2026-12-18")
    return desk


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
    script = edited("/^concern/d; /^decides_on/d") + replaced("title =", 'title = "x"')
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
def test_text_that_is_left_wrong_is_kept(
    desk: Desk,
    is_interactive: bool,  # noqa: FBT001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Run, "is_interactive", is_interactive)
    broken = editor(desk, replaced("title =", 'title = "half'), "true")
    outcome = desk("edit", "1", "--editor", EDITOR=broken)

    assert outcome.code == 2
    assert RESUME in outcome.err
    assert 'title = "half' in kept_edits(str(desk.path))[0].text
    assert desk.value("SELECT count(*) FROM operations") == 1


def test_text_is_kept_where_the_editor_fails(desk: Desk) -> None:
    failing = editor(desk, replaced("title =", 'title = "half"') + "exit 3\n")
    outcome = desk("edit", "1", "--editor", EDITOR=failing)

    assert (outcome.code, RESUME in outcome.err) == (130, True)
    assert 'title = "half"' in kept_edits(str(desk.path))[0].text


def test_editor_that_fails_is_not_called_an_interruption(desk: Desk) -> None:
    outcome = desk("edit", "1", "--editor", EDITOR="false")

    assert outcome.code == 130
    assert outcome.err.splitlines() == ["The editor false ended with an error (1).", "Your store is as it was."]


@pytest.mark.parametrize(("program", "code"), [("/no/such/editor", 2), ("false", 130)])
def test_nothing_is_kept_where_nothing_was_typed(desk: Desk, program: str, code: int) -> None:
    assert desk("edit", "1", "--editor", EDITOR=program).code == code

    assert kept_files(desk) == []


def test_missing_editor_is_told(desk: Desk) -> None:
    outcome = desk("edit", "1", "--editor", EDITOR=str(desk.folder / "none"))

    assert outcome.code == 2
    assert "EDITOR" in outcome.err


def failed(desk: Desk, *scripts: str) -> None:
    """Let an edit fail behind what scripts typed."""
    desk("edit", "1", "--editor", EDITOR=editor(desk, "".join(scripts) + "exit 1\n"))


def test_resume_goes_on_with_what_was_typed_and_forgets_it_when_saved(desk: Desk) -> None:
    failed(desk, replaced("title =", 'title = "half"'))
    desk.ok("edit", "1", "--editor", "--resume", EDITOR=editor(desk, edited("s/half/whole/")))

    assert desk.value("SELECT title FROM deals") == "whole"
    assert kept_edits(str(desk.path)) == []


def test_resume_leaves_what_was_changed_meanwhile(desk: Desk) -> None:
    failed(desk, replaced("title =", 'title = "half"'))
    desk.ok("edit", "1", "--memo", "meanwhile", "--value", "€ 4000")
    desk.ok("edit", "1", "--resume", EDITOR="true")

    assert desk.rows("SELECT title, memo, value_minor FROM deals, customers") == [("half", "meanwhile", 400_000)]


def test_resume_that_fails_again_keeps_one_text(desk: Desk) -> None:
    failed(desk, replaced("title =", 'title = "half"'))
    desk("edit", "1", "--resume", EDITOR=editor(desk, edited("s/half/more/") + "exit 1\n"))

    assert ['title = "more"' in one.text for one in kept_edits(str(desk.path))] == [True]


def test_resume_without_anything_that_waits_is_not_found(desk: Desk) -> None:
    assert desk("edit", "1", "--editor", "--resume", EDITOR="true").code == 3


def test_next_edit_says_what_waits(desk: Desk) -> None:
    failed(desk, replaced("title =", 'title = "half"'))
    outcome = desk("edit", "Aoki", "--editor", EDITOR="true")

    assert RESUME in outcome.err
    assert RESUME in desk("log", "--drafts").err
    assert len(kept_edits(str(desk.path))) == 1


def test_text_that_was_given_up_is_kept_no_longer(desk: Desk) -> None:
    failed(desk, replaced("title =", 'title = "half"'))
    desk.ok("edit", "1", "--resume", EDITOR=editor(desk, ': > "$1"'))

    assert kept_edits(str(desk.path)) == []


def test_forgetting_a_customer_forgets_what_was_typed_of_them(desk: Desk) -> None:
    failed(desk, replaced("title =", 'title = "half"'))
    desk.ok("forget", "1", "--yes")

    assert kept_files(desk) == []


@pytest.mark.parametrize("ending", [signal.SIGHUP, signal.SIGTERM], ids=str)
def test_text_is_kept_where_the_terminal_goes_away(desk: Desk, ending: signal.Signals) -> None:
    script = replaced("title =", 'title = "half"') + f"kill -{ending.value} $PPID\nsleep 20\n"
    result = desk.process("edit", "1", "--editor", EDITOR=editor(desk, script))

    assert result.returncode == 130
    assert 'title = "half"' in kept_edits(str(desk.path))[0].text
    assert list(desk.folder.glob("pipe-*.toml")) == []


@pytest.mark.parametrize(
    ("line", "new", "query", "value"),
    [
        ("stage", 'stage = "commit"', "SELECT stage FROM deals", "commit"),
        ("stage", 'stage = "commit"', "SELECT stage FROM stage_changes ORDER BY id DESC", "commit"),
        ("owner", 'owner = "Mori"', "SELECT owner FROM deals", "Mori"),
        ("concern", 'concern = "none"', "SELECT concern || if_solved FROM deals", ""),
    ],
    ids=str,
)
def test_field_of_the_deal_is_changed(desk: Desk, line: str, new: str, query: str, value: object) -> None:
    desk.ok("edit", "1", "--owner", "Sato", "--concern", "price", "--if-solved", "yes")
    desk.ok("edit", "1", "--editor", EDITOR=editor(desk, replaced(f"{line} =", new)))

    assert desk.value(query) == value


def test_deal_without_a_next_step_is_given_one(desk: Desk) -> None:
    desk.ok("log", "1", "nothing yet", "--at", "2026-11-18 09:30")
    desk.ok("add", "Sato")
    script = replaced("due =", 'due = "2026-11-27"') + replaced("by =", 'by = "call"')
    desk.ok("edit", "2", "--editor", EDITOR=editor(desk, script))

    assert desk.rows("SELECT due_on, by, agreed FROM next_steps WHERE deal_id = 2") == [("2026-11-27", "call", 1)]


@pytest.mark.parametrize("field", ["kind", "by", "valid", "if_solved", "stage"])
def test_field_says_what_it_takes(desk: Desk, field: str) -> None:
    desk.ok("edit", "1", "--editor", EDITOR=editor(desk, "true"))
    line = next(line for line in seen(desk).splitlines() if line.startswith(f"{field} ="))

    assert "  # " in line


@pytest.mark.parametrize(("name", "told"), [("titel", "Perhaps: title\n"), ("zzz", "value, ")])
def test_unknown_field_is_told_with_those_that_there_are(desk: Desk, name: str, told: str) -> None:
    outcome = desk("edit", "1", "--editor", EDITOR=editor(desk, replaced("title =", f"{name} = 1")))

    assert f"no field {name} here" in outcome.err
    assert told in outcome.err


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
