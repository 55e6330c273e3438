"""Every command that takes a date tells how it understood it: the weekday, how far it is, and what to be warned of."""

import pytest

from helpers import Desk

HOLIDAY = "→ Mon 23 Nov, in 5 days (a public holiday: Labor Thanksgiving Day)"
EARLY = "→ Fri 20 Nov 07:00, in 2 days (outside 09:00 to 18:00)"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.ok("log", "Aoki", "Hi.", "--next", "tomorrow 10:00")
    desk.ok("log", "Mori", "Hi.", "--next", "tomorrow 11:00")
    return desk


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("log", "aoki", "Hi.", "--next", "11/23"), HOLIDAY),
        (("log", "aoki", "Hi.", "--next", "fri 7:00"), EARLY),
        (("log", "aoki", "Hi.", "--decides", "11/23"), HOLIDAY),
        (("log", "aoki", "Hi.", "--park", "11/23"), HOLIDAY),
        (("log", "aoki", "Hi.", "--at", "yesterday 15:00"), "→ Tue 17 Nov 15:00, yesterday"),
        (("next", "aoki", "11/23"), HOLIDAY),
        (("next", "aoki", "sat"), "→ Sat 21 Nov, in 3 days (not one of your working days)"),
        (("next", "aoki", "yesterday"), "→ Tue 17 Nov, yesterday (already past)"),
        (("park", "aoki", "11/23"), HOLIDAY),
        (("park", "aoki", "--until", "11/23"), HOLIDAY),
        (("won", "aoki", "--at", "today"), "→ Wed 18 Nov, today"),
        (("lost", "aoki", "price", "--at", "today"), "→ Wed 18 Nov, today"),
        (("edit", "1", "--decides", "11/23"), HOLIDAY),
        (("edit", "1", "--due", "fri 7:00"), EARLY),
        (("prune", "--keep", "1", "--next", "11/23"), HOLIDAY),
        (("prune", "--park", "1", "--until", "11/23"), HOLIDAY),
        (("tally", "calls", "3", "--on", "tue"), "→ Tue 17 Nov, yesterday"),
        (("today", "--on", "11/23"), HOLIDAY),
        (("today", "--on", "11/23", "--json"), HOLIDAY),
        (("funnel", "--from", "11/2", "--to", "11/16"), "→ Mon 16 Nov, 2 days ago"),
        (("forecast", "--from", "11/1", "--to", "11/30"), "→ Mon 30 Nov, in 12 days"),
        (("forecast", "--period", "this month"), "→ from Sun 1 Nov, 17 days ago, to Mon 30 Nov, in 12 days"),
        (("report", "--period", "last month"), "→ from Thu 1 Oct, 48 days ago, to Sat 31 Oct, 18 days ago"),
        (
            ("plan", "--quota", "12M", "--period", "this quarter"),
            "→ from Thu 1 Oct, 48 days ago, to Thu 31 Dec, in 43 days",
        ),
        (("review", "--on", "yesterday"), "→ Tue 17 Nov, yesterday"),
        (("kpi", "set", "contracts", "4", "--due", "end of month"), "→ Mon 30 Nov, in 12 days"),
        (("kpi", "set", "contracts", "4", "--due", "yesterday"), "→ Tue 17 Nov, yesterday (already past)"),
        (("restore", "nov 16"), "There is no backup of Mon 16 Nov, 2 days ago."),
    ],
)
def test_command_tells_how_it_understood_a_date(desk: Desk, words: tuple[str, ...], told: str) -> None:
    assert told in desk(*words).err.splitlines()


def test_a_period_that_was_not_typed_is_not_told(desk: Desk) -> None:
    assert "→" not in desk("report").err


def test_edit_names_each_of_several_dates(desk: Desk) -> None:
    outcome = desk("edit", "1", "--decides", "30 nov", "--due", "fri 10:00", "--opened", "yesterday", "--lang", "ja")

    assert outcome.err.splitlines() == [
        "結論日 → 11月30日(月)、12日後",
        "開始 → 11月17日(火)、昨日",
        "次の一手 → 11月20日(金) 10:00、2日後",
    ]


def test_edit_does_not_name_an_only_date(desk: Desk) -> None:
    assert desk("edit", "1", "--opened", "yesterday").err.startswith("→")


def test_command_tells_it_in_japanese(desk: Desk) -> None:
    outcome = desk("next", "aoki", "11/23 8時", "--lang", "ja")

    assert "→ 11月23日(月) 08:00、5日後 (祝日: 勤労感謝の日) (09:00〜18:00の営業時間外)" in outcome.err


@pytest.mark.parametrize("words", [("log", "aoki", "Hi.", "--at", "12/3"), ("won", "aoki", "--at", "11/20")])
def test_what_was_is_not_taken_for_last_years(desk: Desk, words: tuple[str, ...]) -> None:
    outcome = desk(*words)

    assert outcome.code == 2
    assert "is yet to come" in outcome.err
    assert "2025-1" in outcome.err
