"""The user's own stages: changed in the configuration, followed everywhere, and nothing lost."""

from pathlib import Path

import pytest

from config_support import Configured
from pipeline_cli.context import Run
from pipeline_cli.domain.stages import DEFAULT_KEYS, stage_keys
from support import Golden

OWN = """\
[[stages]]
key = "lead"
en = "Lead"
ja = "リード"
[[stages]]
key = "prospect"
[[stages]]
key = "offer"
en = "On offer"
ja = "提案中"
"""


@pytest.fixture
def desk(tmp_path: Path) -> Configured:
    return Configured(tmp_path)


def keys(desk: Configured) -> list[str]:
    return [stage["key"] for stage in desk.json("config", "stages")["stages"]]


def at(desk: Configured) -> list[str]:
    """Return the stages of the deals, the oldest first."""
    return [stage for (stage,) in desk.rows("SELECT stage FROM deals ORDER BY id")]


def furthest(desk: Configured) -> list[str]:
    return [stage for (stage,) in desk.rows("SELECT furthest_stage FROM deal_facts ORDER BY deal_id")]


def entered(desk: Configured) -> dict[str, int]:
    """Return how many deals came to each stage."""
    return {one["stage"]: one["entered"] for one in desk.json("funnel")["stages"]}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_stages_screen(desk: Configured, golden: Golden, language: str) -> None:
    desk.write(OWN)

    golden(desk.ok("config", "stages", PIPE_LANG=language))


def test_stages_are_the_four_at_first(desk: Configured) -> None:
    assert keys(desk) == list(DEFAULT_KEYS)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("add", "offer"), ["approach", "potential", "prospect", "commit", "offer"]),
        (("add", "offer", "--before", "commit"), ["approach", "potential", "prospect", "offer", "commit"]),
        (("add", "Offer", "--after", "新規開拓"), ["approach", "offer", "potential", "prospect", "commit"]),
        (("move", "commit", "--before", "approach"), ["commit", "approach", "potential", "prospect"]),
        (("move", "approach", "--after", "prospect"), ["potential", "prospect", "approach", "commit"]),
        (("remove", "prospect"), ["approach", "potential", "commit"]),
        (("rename", "commit", "--en", "Signing"), list(DEFAULT_KEYS)),
    ],
)
def test_stages_are_changed(desk: Configured, words: tuple[str, ...], expected: list[str]) -> None:
    answer = desk.json("config", "stage", *words, PIPE_LANG="ja")

    assert [stage["key"] for stage in answer["stages"]] == expected == keys(desk)


@pytest.mark.parametrize(
    "words",
    [
        ("add", "offer", "--after", "prospect", "--ja", "提案中"),
        ("move", "commit", "--before", "approach"),
        ("rename", "commit", "--en", "Signing"),
        ("remove", "potential"),
    ],
    ids=" ".join,
)
def test_change_of_the_stages_is_an_entry_that_is_taken_back_and_brought_back(
    desk: Configured, words: tuple[str, ...]
) -> None:
    desk.ok("config", "set", "currency", "EUR")
    before = desk.text
    desk.ok("config", "stage", *words)
    after = desk.text
    assert desk.json("history")["operations"][0]["summary"] == f"stage {words[0]} {words[1]}"

    desk.ok("undo")
    assert desk.text.rstrip() == before.rstrip()
    assert desk.value("SELECT count(*) FROM info WHERE key = 'stage_order'") == 0
    desk.ok("redo")
    assert desk.text == after


def test_history_tells_the_stages_before_and_after(desk: Configured) -> None:
    desk.ok("config", "stage", "add", "offer", "--en", "On offer", "--ja", "提案中")
    (record,) = desk.json("history", "--only", "1")["operations"][0]["records"]

    assert record["kind"] == "stages"
    assert record["fields"][0]["before"] == list(DEFAULT_KEYS)
    assert record["fields"][0]["after"] == [*DEFAULT_KEYS, "offer (On offer / 提案中)"]


def test_stages_that_are_so_already_are_no_entry(desk: Configured) -> None:
    desk.ok("config", "stage", "rename", "commit", "--en", "Signing")
    desk.ok("config", "stage", "rename", "commit", "--en", "Signing")

    assert desk.value("SELECT count(*) FROM operations") == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 2),
        (("add",), 2),
        (("ad", "x"), 2),
        (("add", "won"), 2),
        (("add", "a b"), 2),
        (("add", "commit"), 2),
        (("add", "x", "--en", "prospect"), 2),
        (("add", "x", "--before", "nowhere"), 3),
        (("add", "x", "--before", "commit", "--after", "prospect"), 2),
        (("add", "x", "--to", "commit"), 2),
        (("move", "commit"), 2),
        (("move", "commit", "--before", "commit"), 2),
        (("rename", "commit"), 2),
        (("rename", "nowhere", "--en", "x"), 3),
        (("remove", "nowhere"), 3),
        (("remove", "commit", "--to", "commit"), 2),
        (("remove", "commit", "--to", "nowhere"), 3),
    ],
)
def test_what_makes_no_sense_changes_nothing(desk: Configured, words: tuple[str, ...], code: int) -> None:
    outcome = desk("config", "stage", *words)

    assert (outcome.code, outcome.out) == (code, "")
    assert not desk.file.exists()


def test_options_of_a_stage_go_with_nothing_else(desk: Configured) -> None:
    assert desk("config", "list", "--en", "x").code == 2


def test_the_last_stage_stays(desk: Configured) -> None:
    desk.write('[[stages]]\nkey = "only"\n')

    assert desk("config", "stage", "remove", "only").code == 4


def test_a_stage_in_use_is_not_removed_without_saying_where_its_deals_go(desk: Configured) -> None:
    desk.ok("log", "Aoki", "note", "--stage", "prospect")
    outcome = desk("config", "stage", "remove", "prospect")

    assert outcome.code == 4
    assert "1 deal is at prospect" in outcome.err
    assert "--to" in outcome.err
    assert not desk.file.exists()


def test_deals_of_a_removed_stage_go_where_they_are_said_to(desk: Configured) -> None:
    desk.ok("log", "Aoki", "note", "--stage", "prospect")
    desk.ok("log", "Brandt", "note", "--stage", "prospect", "--new")
    desk.ok("lost", "Brandt", "price")
    before = desk.value("SELECT count(*) FROM operations")
    outcome = desk("config", "stage", "remove", "prospect", "--to", "契約待ち", PIPE_LANG="ja")

    assert (outcome.code, at(desk)) == (0, ["commit", "commit"])
    assert desk.value("SELECT count(*) FROM operations") == before + 1
    assert keys(desk) == ["approach", "potential", "commit"]
    assert {stage for (stage,) in desk.rows("SELECT stage FROM stage_changes")} == {"commit"}


def test_moving_deals_to_another_stage_can_be_taken_back(desk: Configured) -> None:
    desk.ok("log", "Aoki", "note", "--stage", "prospect")
    before = desk.rows("SELECT stage, stage_since FROM deals")
    desk.ok("config", "stage", "remove", "prospect", "--to", "commit")
    desk.ok("undo")

    assert desk.rows("SELECT stage, stage_since FROM deals") == before
    assert desk.json("show", "1")["deals"][0]["stage"] == "prospect"


def test_somebody_is_asked_where_the_deals_go(desk: Configured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Run, "is_interactive", True)
    desk.ok("log", "Aoki", "note", "--stage", "prospect")
    outcome = desk("config", "stage", "remove", "prospect", stdin="nowhere\nprospect\ncommit\n")

    assert (outcome.code, at(desk)) == (0, ["commit"])
    assert "There is no stage nowhere" in outcome.err


def test_deals_begin_at_the_first_of_ones_own_stages(desk: Configured) -> None:
    desk.write(OWN)

    assert desk.json("log", "Aoki", "note")["deal"]["stage"] == "lead"
    desk.ok("add", "Brandt", "--title", "Website")
    assert at(desk) == ["lead", "lead"]


@pytest.mark.parametrize("typed", ["offer", "On offer", "提案中", "off", "OFFER"])
def test_a_stage_is_typed_by_key_or_label(desk: Configured, typed: str) -> None:
    desk.write(OWN)
    desk.ok("log", "Aoki", "note")

    assert desk.json("move", "Aoki", typed)["deal"]["stage"] == "offer"
    assert desk.json("list", "--stage", typed)["total"] == 1


def test_a_stage_that_is_not_in_use_is_refused_with_those_that_are(desk: Configured) -> None:
    desk.write(OWN)
    outcome = desk("log", "Aoki", "note", "--stage", "commit")

    assert outcome.code == 2
    assert "lead, prospect, offer" in outcome.err


@pytest.mark.parametrize(("language", "label"), [("en", "On offer"), ("ja", "提案中")])
def test_screens_show_labels(desk: Configured, language: str, label: str) -> None:
    desk.write(OWN)
    desk.ok("log", "Aoki", "note", "--stage", "offer")

    for words in (("list",), ("show", "1"), ("funnel",)):
        assert label in desk.ok(*words, PIPE_LANG=language)


def test_stages_are_forgotten_after_the_run(desk: Configured) -> None:
    desk.write(OWN)
    desk.ok("status")

    assert stage_keys() == DEFAULT_KEYS


def test_a_stage_that_the_configuration_does_not_know_is_shown_as_its_key(desk: Configured) -> None:
    desk.write(f'[[stages]]\nkey = "gone"\nen = "Vanished"\n{OWN}')
    desk.ok("log", "Aoki", "note", "--stage", "gone", "--value", "500")
    desk.ok("log", "Brandt", "note", "--stage", "prospect", "--new")
    desk.write(OWN)

    assert [deal["stage"] for deal in desk.json("list", "--sort", "stage")["deals"]] == ["prospect", "gone"]
    assert "gone" in desk.ok("list")
    assert entered(desk) == {"gone": 1, "lead": 2, "prospect": 1, "offer": 0}
    for words in (
        ("today",),
        ("prune", "--list"),
        ("show", "1"),
        ("forecast",),
        ("export", "-o", str(desk.folder / "o")),
    ):
        assert desk(*words).code == 0


def moved_back(desk: Configured) -> None:
    """Make a deal that came to prospect, and went back to potential."""
    desk.ok("log", "Aoki", "note", "--stage", "prospect")
    desk.ok("move", "Aoki", "potential")
    assert furthest(desk) == ["prospect"]


def test_another_order_of_the_stages_counts_at_once(desk: Configured) -> None:
    moved_back(desk)
    assert entered(desk) == {"approach": 1, "potential": 1, "prospect": 1, "commit": 0}
    desk.ok("config", "stage", "move", "prospect", "--before", "potential")

    assert furthest(desk) == ["potential"]
    assert entered(desk) == {"approach": 1, "prospect": 1, "potential": 1, "commit": 0}
    desk.ok("config", "stage", "move", "potential", "--before", "approach")
    assert entered(desk) == {"potential": 1, "approach": 1, "prospect": 1, "commit": 0}


def test_another_order_of_the_stages_is_worked_out_anew_with_the_next_change(desk: Configured) -> None:
    moved_back(desk)
    desk.write("".join(f'[[stages]]\nkey = "{key}"\n' for key in ("approach", "prospect", "potential", "commit")))
    assert furthest(desk) == ["prospect"]
    desk.ok("log", "Brandt", "note", "--new")
    assert furthest(desk) == ["potential", "approach"]
    assert desk.value("SELECT value FROM info WHERE key = 'stage_order'") == "approach,prospect,potential,commit"

    desk.file.unlink()
    assert entered(desk) == {"approach": 2, "potential": 1, "prospect": 1, "commit": 0}
    desk.ok("log", "Chiba", "note", "--new")
    assert furthest(desk) == ["prospect", "approach", "approach"]


def test_import_reads_own_stages_by_key_label_and_usual_word(desk: Configured) -> None:
    desk.write(OWN)
    file = desk.folder / "deals.csv"
    file.write_text("ref,customer,stage\nd1,Aoki,offer\nd2,Brandt,提案中\nd3,Chiba,lead\n")
    desk.ok("import", str(file))

    assert at(desk) == ["offer", "offer", "lead"]


def test_demo_has_the_stages_of_its_story(desk: Configured) -> None:
    desk.write(OWN)

    assert {one["stage"] for one in desk.json("demo", "funnel")["stages"]} == set(DEFAULT_KEYS)
