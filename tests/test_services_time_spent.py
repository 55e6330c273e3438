"""The time that deals took, where some of it was not noted."""

from helpers import Desk
from pipeline_cli.domain.staleness import Spent, freed
from pipeline_cli.domain.usual_minutes import ENOUGH, UNANSWERED, USUAL
from pipeline_cli.services.time_spent import Chased, time_spent
from pipeline_cli.store.store import Store


def spent(desk: Desk, *minutes: int) -> list[Spent]:
    """Return what deals took of which so many minutes were noted."""
    deals = [Chased(number, noted, 70) for number, noted in enumerate(minutes, start=1)]
    return time_spent(Store(str(desk.path)).reader, deals)


def test_contacts_without_minutes_count_as_those_usual_for_their_kind(desk: Desk) -> None:
    desk.ok("log", "Aoki", "a", "--kind", "visit")
    desk.ok("log", "1", "b", "--kind", "call", "--no-answer")
    desk.ok("log", "1", "c", "--kind", "call", "--minutes", "25")
    desk.ok("log", "Brandt", "d", "--minutes", "30")

    estimate = 25 + USUAL["visit"] + UNANSWERED
    assert spent(desk, 25, 30) == [Spent(estimate, 70, is_estimated=True), Spent(30, 70)]


def test_own_minutes_take_the_place_of_the_usual_ones(desk: Desk) -> None:
    for _ in range(ENOUGH):
        desk.ok("log", "Aoki", "a", "--kind", "visit", "--minutes", "40")
    desk.ok("log", "Brandt", "b", "--kind", "visit")

    assert spent(desk, 400, 0)[1] == Spent(40, 70, is_estimated=True)


def test_freed_says_whether_it_is_an_estimate() -> None:
    assert freed([Spent(70, 70), Spent(140, 70, is_estimated=True)])[:3] == (21, 2, True)
    assert not freed([Spent(70, 70)]).is_estimated


def test_prune_tells_an_estimate_as_such(desk: Desk) -> None:
    for name in ("Aoki", "Brandt"):
        desk.ok("log", name, "wants a quote", "--kind", "visit", "--at", "2025-11-03 10:00")
    found = desk.json("prune", "--close", "1,2", PIPE_NOW="2026-01-10T09:00:00+09:00")

    given_back = {key: found["freed"][key] for key in ("minutes_per_week", "new_approaches_per_week", "is_estimated")}
    assert given_back == {"minutes_per_week": 19, "new_approaches_per_week": 1, "is_estimated": True}
    desk.ok("undo")
    screen = desk.ok("prune", "--close", "1,2", PIPE_NOW="2026-01-10T09:00:00+09:00")
    assert "Letting go frees about 19 min a week: room for one new approach." in screen
    assert "An estimate: contacts without minutes" in screen
