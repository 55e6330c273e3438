"""The screen of ``pipe today``."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from deal_support import DEAL
from pipeline_cli.domain.activity import Activity
from pipeline_cli.domain.agenda import LISTS, Agenda, AgendaItem, HelpGiven, NewApproaches, agenda_item
from pipeline_cli.domain.next_step import Due, NextStep
from pipeline_cli.services.todays_agenda import todays_agenda
from pipeline_cli.store.store import Store
from pipeline_cli.views.console import UNLIMITED
from pipeline_cli.views.today import MOST_BELOW, agenda_screen
from support import NOW, TODAY, Golden, ago, day, render

TEXTS = st.text(max_size=60) | st.text("a 漢、ｶﾞ\u3099\u200d👩[/]\x1b\u202e\n", max_size=300)


def an_item(
    number: int = 1, name: str = "Aoki", title: str = "", why: str = "", note: str = "", due: Due | None = None
) -> AgendaItem:
    deal = DEAL._replace(
        id=number, title=title, customer_name=name, if_solved="", opened_at=ago(30), stage_since=ago(30)
    )
    step = NextStep(1, number, due or Due(TODAY), "call", why, agreed=True, waiting=False, moves=0, attempts=0)
    last = Activity(1, number, 1, ago(9), "call", False, True, note, None, False, None, "", False)  # noqa: FBT003
    return agenda_item(deal, step, last, TODAY)


def an_agenda(**lists: list[AgendaItem]) -> Agenda:
    filled = {name: tuple(lists.get(name, ())) for name in LISTS}
    totals = {name: len(items) for name, items in filled.items()}
    return Agenda(
        now=NOW,
        on=TODAY,
        **filled,
        totals=totals,
        new_approaches=NewApproaches(0, None),
        help_given=HelpGiven(0, None),
        late=None,
    )


@pytest.mark.parametrize("width", [60, 80, 120])
def test_agenda_screen(store: Store, golden: Golden, width: int) -> None:
    golden(render(agenda_screen(todays_agenda(store, NOW, on=TODAY)), width))


def test_agenda_screen_with_ascii_alone(store: Store, golden: Golden) -> None:
    agenda = todays_agenda(store, NOW, on=TODAY)
    in_english = agenda._replace(callbacks=agenda.callbacks[1:], no_next_step=())

    screen = render(agenda_screen(in_english), 80, is_ascii=True)

    assert screen.isascii()
    golden(screen)


def test_agenda_screen_of_the_days_ahead(store: Store, golden: Golden) -> None:
    golden(render(agenda_screen(todays_agenda(store, NOW, on=TODAY + timedelta(days=2))), 80))


def test_agenda_screen_says_what_to_do_with_a_free_day(golden: Golden) -> None:
    golden(render(agenda_screen(an_agenda()), 80))


def test_agenda_screen_without_callbacks_points_to_the_lists_below(golden: Golden) -> None:
    golden(render(agenda_screen(an_agenda(no_next_step=[an_item()])), 80))


@pytest.mark.parametrize(
    ("due", "shown"),
    [
        (Due(day(-1)), "1 day late"),
        (Due(day(-3), ago(3)), "3 days late"),
        (Due(TODAY, NOW - timedelta(minutes=40)), "40 min late"),
        (Due(TODAY, NOW - timedelta(minutes=130)), "2 hours late"),
        (Due(TODAY, NOW + timedelta(minutes=40)), "10:10"),
        (Due(TODAY), "all day"),
        (Due(day(2), ago(-2)), "Fri 20 Nov 14:00"),
    ],
)
def test_agenda_screen_says_when_a_callback_is_due(due: Due, shown: str) -> None:
    assert shown in render(agenda_screen(an_agenda(callbacks=[an_item(due=due)])), 80)


def test_agenda_screen_shows_one_line_of_notes_where_there_are_many() -> None:
    many = an_agenda(callbacks=[an_item(number, note="word " * 60) for number in range(1, 10)])

    assert render(agenda_screen(many), 80).count("\n") == 2 + 9 * 3 + 2


def test_agenda_screen_shows_the_first_of_a_long_list_below() -> None:
    long = an_agenda(waiting=[an_item(number) for number in range(1, 31)])

    screen = render(agenda_screen(long), 80)

    assert screen.count("silent") == MOST_BELOW
    assert "… and 20 more: pipe today --limit 0" in screen


@pytest.mark.parametrize(("width", "is_whole"), [(80, True), (UNLIMITED, False)])
def test_agenda_screen_shows_a_long_list_in_full(width: int, is_whole: bool) -> None:  # noqa: FBT001
    long = an_agenda(waiting=[an_item(number) for number in range(1, 31)])

    assert render(agenda_screen(long, is_whole=is_whole), width).count("silent") == 30


def test_agenda_screen_counts_the_late_ones_in_full() -> None:
    late = an_agenda(callbacks=[an_item(due=Due(day(-1)))])
    cut = late._replace(totals={**late.totals, "callbacks": 1680}, late=1416)

    assert "1 to call, 1 late" in render(agenda_screen(late), 80)
    assert "1,680 to call, 1,416 late" in render(agenda_screen(cut), 80)


def test_agenda_screen_shows_goals_where_there_are_some() -> None:
    agenda = an_agenda()._replace(new_approaches=NewApproaches(3, 5), help_given=HelpGiven(1, 2))

    assert "New approaches: 3 of 5  Customers helped: 1 of 2" in render(agenda_screen(agenda), 80)


def test_agenda_screen_has_nothing_about_quota(store: Store) -> None:
    screen = render(agenda_screen(todays_agenda(store, NOW, on=TODAY)), 120).casefold()

    assert not any(word in screen for word in ("quota", "budget", "target", "landing", "1,200,000"))


@settings(max_examples=60)
@given(st.builds(an_item, name=TEXTS, title=TEXTS, why=TEXTS, note=TEXTS), st.integers(20, 160))
def test_agenda_screen_is_safe_and_never_wider_than_the_terminal(item: AgendaItem, width: int) -> None:
    agenda = an_agenda(callbacks=[item], waiting=[item], decisions_due=[item])

    lines = render(agenda_screen(agenda), width).split("\n")

    assert max(map(cell_len, lines)) <= width
    assert not {"\x1b", "\u202e", "\x9b"} & set("".join(lines))
