"""What ``pipe prune`` says of the day of decision, and of what is not decided yet."""

from datetime import timedelta

import pytest

from helpers import Desk
from support import NOW


def written(desk: Desk, *lines: str) -> None:
    file = desk.folder / "deals.csv"
    file.write_text("\n".join(["ref,customer,state,opened_at,closed_at,decides_on", *lines]) + "\n", encoding="utf-8")
    desk.ok("import", str(file))


def day(days: int) -> str:
    return (NOW + timedelta(days=days)).date().isoformat()


@pytest.mark.parametrize(("decides_in", "action"), [(-1, "ask"), (20, None), (90, None), (91, "park")])
def test_the_day_of_decision_counts_even_right_after_a_talk(desk: Desk, decides_in: int, action: str | None) -> None:
    written(desk, f"d1,Aoki,open,{day(-80)},,{day(decides_in)}")
    desk.ok("log", "Aoki", "talked it over", "--at", day(-3))
    found = desk.json("prune", "--list")["suggestions"]

    assert [one["action"] for one in found] == ([action] if action else [])


def test_what_is_suggested_after_a_talk_says_why(desk: Desk) -> None:
    written(desk, f"d1,Aoki,open,{day(-80)},,{day(-1)}")
    desk.ok("log", "Aoki", "talked it over", "--at", day(-3))

    assert desk.json("prune", "--list")["suggestions"][0]["evidence"][0]["code"] == "decision_passed"


def test_a_win_that_is_yet_to_come_is_not_decided(desk: Desk) -> None:
    written(desk, f"d1,Aoki,won,{day(-80)},{day(30)},", f"d2,Baba,won,{day(-80)},{day(-30)},")

    assert desk.json("prune", "--list")["basis"]["closed_deals"] == 1
    assert desk.json("forecast")["basis"]["closed_deals"] == 1
