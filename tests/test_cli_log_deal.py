"""``pipe log``: what a contact says of the deal, and the verdict it may end with."""

import pytest

from helpers import Desk, Document

EVERYTHING = [
    *("Aoki Printing", "Likes the demo.", "--kind", "visit", "--inbound", "--appointment", "--valid"),
    *("--minutes", "45", "--at", "2026-11-18 09:00", "--next", "2026-11-24 14:00", "--why", "quote", "--by", "call"),
    *("--agreed", "--concern", "delivery time", "--if-solved", "yes", "--decides", "2026-12-18"),
    *("--stage", "prospect", "--value", "1,200,000", "--profit", "300000", "--mrr", "10000", "--title", "Second line"),
    *("--tag", "fair", "--tag", "vip", "--helped", "a sample", "--thanked"),
]


def log(desk: Desk, *words: str) -> Document:
    return desk.json("log", *words)


@pytest.mark.parametrize(
    ("told", "stored"),
    [
        (["--concern", "delivery"], ("delivery", "")),
        (["--concern", "price"], ("price", "yes")),
        (["--concern", "none"], ("", "")),
        (["--concern", ""], ("", "")),
        (["--concern", "なし", "--if-solved", "yes"], ("", "")),
        (["--concern", "delivery", "--if-solved", "no"], ("delivery", "no")),
        (["--if-solved", "no"], ("price", "no")),
    ],
    ids=str,
)
def test_answer_to_one_concern_says_nothing_of_another(known: Desk, told: list[str], stored: tuple[str, str]) -> None:
    known.ok("log", "1", "a worry", "--concern", "price", "--if-solved", "yes")
    known.ok("log", "1", "a word", *told)

    assert known.rows("SELECT concern, if_solved FROM deals") == [stored]


def test_stage_moves_the_deal_and_its_way_is_kept(known: Desk) -> None:
    known.ok("log", "Aoki", "note", "--stage", "prospect")
    known.ok("log", "Aoki", "note", "--stage", "prospect")

    assert known.rows("SELECT stage, at FROM stage_changes ORDER BY id") == [
        ("approach", "2026-11-10T03:00:00Z"),
        ("prospect", "2026-11-18T00:30:00Z"),
    ]


def test_what_is_not_said_stays_as_it_was(desk: Desk) -> None:
    before = log(desk, *EVERYTHING)["deal"]

    assert log(desk, "Aoki", "note")["deal"] == before


def test_tags_are_added_each_once(desk: Desk) -> None:
    log(desk, "Aoki", "note", "--tag", "fair", "--tag", "vip")

    assert log(desk, "Aoki", "note", "--tag", "vip", "--tag", "new", "--tag", "new")["deal"]["tags"] == [
        "fair",
        "vip",
        "new",
    ]


def test_amount_is_in_the_currency_of_the_deal(desk: Desk) -> None:
    log(desk, "Aoki", "note", "--value", "€ 3.500,00")

    assert log(desk, "Aoki", "note", "--value", "4000")["deal"]["value"] == {"minor": 400_000, "currency": "EUR"}


def test_deal_has_one_currency(desk: Desk) -> None:
    log(desk, "Aoki", "note", "--value", "€ 3500", "--profit", "€ 700")
    outcome = desk("log", "Aoki", "note", "--value", "$ 4000")

    assert outcome.code == 4
    assert "EUR + USD" in outcome.err
    assert desk.rows("SELECT currency, value_minor FROM deals") == [("EUR", 350_000)]


def test_largest_amount_is_kept_to_the_last_digit(desk: Desk) -> None:
    assert log(desk, "Aoki", "note", "--value", str(2**63 - 1))["deal"]["value"]["minor"] == 2**63 - 1


@pytest.mark.parametrize(
    "words",
    [
        ["--value", "much"],
        ["--value", ""],
        ["--value", str(2**63)],
        ["--value", "9" * 400],
        ["--value=-5"],
        ["--value", "1.5"],
        ["--profit", "x"],
        ["--mrr", "x"],
        ["--minutes", "-1"],
        ["--minutes", "x"],
        ["--minutes", "9" * 30],
        ["--minutes", "9" * 5000],
        ["--kind", "fax"],
        ["--kind", "c"],
        ["--kind", ""],
        ["--by", "note"],
        ["--next", "someday"],
        ["--next", ""],
        ["--at", "someday"],
        ["--decides", "someday"],
        ["--if-solved", "perhaps"],
        ["--stage", "nearly"],
        ["--stage", "won"],
        ["--stage", ""],
        ["--park", "someday"],
        ["--park", "2026-11-18"],
        ["--park", "2026-11-01"],
        ["--lost", ""],
        ["--lost", " "],
        ["--won", "--lost", "price"],
        ["--won", "--park", "+30d"],
        ["--lost", "price", "--park", "+30d"],
        ["--won", "--next", "+3d"],
        ["--park", "+30d", "--next", "+3d"],
        ["--lost", "price", "--waiting"],
        ["--title", "two\nlines"],
        ["--title", "x" * 501],
        ["--tag", "a\0b"],
        ["--concern", "a\0b"],
        ["--concern", "\udcff"],
        ["--helped", "\udcff"],
        ["--colour", "red"],
    ],
    ids=lambda words: " ".join(words)[:40].encode("ascii", "backslashreplace").decode(),
)
def test_what_can_not_be_read_is_wrong_usage_and_nothing_is_saved(desk: Desk, words: list[str]) -> None:
    outcome = desk("log", "Aoki", "note", *words)

    assert (outcome.code, outcome.out) == (2, "")
    assert "Traceback" not in outcome.err
    assert len(outcome.err.splitlines()) >= 2
    assert not desk.path.exists()


@pytest.mark.parametrize("note", ["a\0b", "\udcff"], ids=["NUL", "no UTF-8"])
def test_note_that_can_not_be_stored_is_refused(desk: Desk, note: str) -> None:
    assert desk("log", "Aoki", note).code == 2
    assert len(desk.drafts()) == 1


def test_option_given_twice_counts_as_it_was_given_last(desk: Desk) -> None:
    answer = log(desk, "Aoki", "note", "--stage", "commit", "--stage", "potential", "--next", "+1d", "--next", "+2d")

    assert (answer["deal"]["stage"], answer["next_step"]["due_at"]) == ("potential", "2026-11-20")


def test_won_closes_the_deal_in_its_last_stage(known: Desk) -> None:
    answer = log(known, "Aoki", "signed", "--won", "--stage", "commit", "--at", "2026-11-18 09:00")

    assert (
        answer["deal"].items() >= {"state": "won", "stage": "commit", "closed_at": "2026-11-18T09:00:00+09:00"}.items()
    )
    assert (answer["next_step"], answer["warnings"]) == (None, [])
    assert known.steps() == [("kept", "2026-11-18", 0, 0)]


def test_lost_closes_the_deal_with_its_reason(known: Desk) -> None:
    answer = log(known, "Aoki", "chose another", "--lost", "price", "--no-answer")

    assert answer["deal"].items() >= {"state": "lost", "lost_reason": "price"}.items()
    assert known.steps() == [("dropped", "2026-11-18", 0, 0)]


def test_park_puts_the_deal_aside_until_a_day(known: Desk) -> None:
    answer = log(known, "Aoki", "after the budget", "--park", "2027-04-01")

    assert answer["deal"].items() >= {"state": "parked", "parked_until": "2027-04-01", "closed_at": None}.items()
    assert answer["warnings"] == []


def test_contact_with_a_parked_deal_brings_it_back(known: Desk) -> None:
    known.ok("park", "1", "2027-04-01")
    answer = log(known, "Aoki", "called me", "--inbound")

    assert answer["deal"].items() >= {"id": 1, "state": "open", "parked_until": None}.items()


@pytest.mark.parametrize(
    "words", [["--no-answer"], ["later", "--kind", "note"], ["later still", "--park", "2027-05-01"]]
)
def test_parked_deal_stays_parked_where_nobody_was_reached_or_it_is_parked_again(known: Desk, words: list[str]) -> None:
    known.ok("park", "1", "2027-04-01")

    assert log(known, "Aoki", *words)["deal"]["state"] == "parked"


@pytest.mark.parametrize(
    "words", [["--next", "+3d"], ["--waiting"], ["--stage", "commit"], ["--won"], ["--lost", "price"]]
)
def test_closed_deal_takes_no_more_than_a_word(known: Desk, words: list[str]) -> None:
    known.ok("won", "1")
    outcome = known("log", "1", "note", *words)

    assert outcome.code == 4
    assert "pipe reopen 1" in outcome.err
    assert known.value("SELECT count(*) FROM activities") == 1


def test_log_is_one_entry_of_the_history_and_one_step_of_undo(known: Desk) -> None:
    log(known, *EVERYTHING, "--new")

    assert known.rows("SELECT command, summary FROM operations ORDER BY id DESC LIMIT 1") == [
        ("log", "#2 Aoki Printing")
    ]
    known.ok("undo")
    assert known.rows("SELECT name FROM customers") == [("Aoki",)]
