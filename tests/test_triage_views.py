"""The screens of ``pipe prune`` on a terminal."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from deal_support import DEAL
from pipeline_cli.domain.next_step import Due
from pipeline_cli.domain.pipeline import Pipeline
from pipeline_cli.domain.pruning import Decision, SuggestedDeal
from pipeline_cli.domain.staleness import Evidence, Freed, Suggestion
from pipeline_cli.domain.triage import Triage, TriageCard
from pipeline_cli.money.amount import Money
from pipeline_cli.store.read.deals import deals_by_id, last_conversations, open_steps
from pipeline_cli.store.store import Store
from pipeline_cli.views.pruning import chance, price_words, time_words
from pipeline_cli.views.sheet import Page, Sheet
from pipeline_cli.views.triage import (
    End,
    card_lines,
    decision_text,
    end_lines,
    end_screen,
    help_lines,
    keys_lines,
    progress,
)
from support import NOW, Golden, day, render

LATER = NOW + timedelta(days=40)

DECISIONS = (
    Decision(3, "close"),
    Decision(1, "park", until=day(130)),
    Decision(4, "won"),
    Decision(2, "ask", due=Due(day(42), NOW.replace(month=12, day=30, hour=10))),
    Decision(5, "keep"),
)

END = End(
    DECISIONS,
    {3: "Brandt GmbH", 1: "Aoki Printing", 4: "山田工務店", 2: "株式会社みどり商会", 5: "Kato [b]\x1b[2J"},
    Freed(130, 13),
    Pipeline(23, (Money(12_400_000, "JPY"), Money(3_500_00, "EUR"))),
    Pipeline(20, (Money(9_100_000, "JPY"),)),
    left=2,
)

numbers = st.integers(0, 400)


SUGGESTION = Suggestion(
    deal_id=1,
    action="ask",
    silent_days=52,
    age_days=100,
    stage_days=100,
    moves=2,
    minutes_spent=190,
    win_probability=0.1,
    win_probability_low=0.01,
    win_probability_high=0.47,
    evidence=(
        Evidence("silence", "No contact for 52 days; won deals are rarely silent longer than 31."),
        Evidence("overdue", "The next step is 40 days overdue."),
        Evidence("little_history", "Only 2 closed deals so far."),
    ),
)


def card_of(store: Store, deal: int) -> TriageCard:
    """Return a deal's card, its suggestion a fixed one, whatever the model of the day says."""
    return TriageCard(
        suggested=SuggestedDeal(deals_by_id(store.reader, [deal], NOW.tzinfo)[deal], SUGGESTION),
        step=open_steps(store.reader, [deal], NOW.tzinfo).get(deal),
        last=last_conversations(store.reader, [deal], NOW.tzinfo).get(deal),
        frees=Freed(35, 3),
    )


@pytest.mark.parametrize("width", [20, 60, 80, 120])
@pytest.mark.parametrize("deal", [1, 2, 3])
def test_card_shows_what_speaks_for_and_against(store: Store, deal: int, width: int, golden: Golden) -> None:
    triage, card = Triage((4, 1, 2, 3), (Decision(4, "close"),)), card_of(store, deal)

    golden(render(Sheet(lambda page: card_lines(card, triage, LATER, page, 24)), width))


def test_card_is_short_where_the_window_is_low(store: Store) -> None:
    card = card_of(store, 2)
    high, low = (list(card_lines(card, Triage((2,)), LATER, Page(60), rows)) for rows in (24, 12))

    assert len(low) < len(high)


@pytest.mark.parametrize(
    ("frees", "minutes", "text"),
    [
        (Freed(130, 13), 200, "2 h 10 min a week: room for 13 new approaches"),
        (Freed(10, 1), 200, "10 min a week: room for one new approach"),
        (Freed(9, 0), 200, "9 min a week: less than one new approach takes"),
        (Freed(0, 0), 1, "less than a minute a week"),
    ],
)
def test_card_says_what_letting_go_frees(store: Store, frees: Freed, minutes: int, text: str) -> None:
    one = card_of(store, 1)
    suggestion = SUGGESTION._replace(minutes_spent=minutes)
    card = one._replace(frees=frees, suggested=one.suggested._replace(suggestion=suggestion))
    last = render(Sheet(lambda page: card_lines(card, Triage((1,)), LATER, page, 24)), 100).splitlines()[-1]

    assert last.split("  ", 1)[-1].strip() == text


@pytest.mark.parametrize("width", [60, 80, 120])
def test_end_shows_what_was_decided_and_what_it_changed(width: int, golden: Golden) -> None:
    golden(render(end_screen(END, LATER), width))


def test_end_before_saving_says_what_is_still_to_do(golden: Golden) -> None:
    triage = Triage((3, 1, 4, 2, 5), DECISIONS)

    golden(render(Sheet(lambda page: end_lines(END._replace(before=None), triage, LATER, page)), 80))


@pytest.mark.parametrize("width", [20, 80])
def test_help_says_what_each_key_does(width: int, golden: Golden) -> None:
    golden(render(Sheet(help_lines), width))


@pytest.mark.parametrize("width", [20, 60, 80])
def test_keys_are_on_as_few_lines_as_they_fit(width: int, golden: Golden) -> None:
    golden(render(Sheet(lambda page: keys_lines(page, is_end=False)), width))


@given(done=numbers, left=numbers.filter(bool), width=st.integers(20, 130))
def test_progress_is_full_only_where_all_is_decided(done: int, left: int, width: int) -> None:
    decided = tuple(Decision(number, "close") for number in range(done))
    first = Sheet(lambda page: progress(Triage(tuple(range(done + left)), decided), page))
    last = Sheet(lambda page: progress(Triage(tuple(range(done)), decided), page))

    assert f"{done} of {done + left}" in render(first, 130, is_ascii=True)
    assert "-" in render(first, width, is_ascii=True).splitlines()[0]
    assert "-" not in render(last, width, is_ascii=True) or not done


def test_progress_of_half_is_half_a_bar() -> None:
    triage = Triage((1, 2), (Decision(1, "keep"),))
    bar = render(Sheet(lambda page: progress(triage, page)), 80).splitlines()[0]

    assert bar.count("█") == bar.count("░") == 20


@given(name=st.text(max_size=80), width=st.integers(20, 130))
def test_no_line_is_wider_than_the_terminal_nor_moves_it(name: str, width: int) -> None:
    end = END._replace(names=dict.fromkeys(END.names, name))
    shown = render(end_screen(end, LATER), width)

    assert max(map(cell_len, shown.splitlines())) <= width
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    ("decision", "text"),
    [
        (Decision(1, "close"), "let go  #1 Kato"),
        (Decision(1, "park", until=day(130)), "parked  #1 Kato  until Sun 28 Mar 2027, in 130 days"),
        (Decision(1, "ask", due=Due(day(1))), "ask for a decision  #1 Kato  Thu 19 Nov"),
    ],
)
def test_decision_is_told_in_words(decision: Decision, text: str) -> None:
    assert decision_text(decision, "Kato", NOW) == text


@pytest.mark.parametrize("is_own", [False, True])
def test_contracts_are_by_the_rule_of_thumb_until_there_are_own_ratios(*, is_own: bool) -> None:
    told = price_words(Freed(60, 10, minutes_spent=300, contracts_per_year=12_735.0, is_own_ratio=is_own))

    assert ("By your ratios" in told) == is_own
    assert ("By the rule of thumb (1 : 300)" in told) != is_own
    assert "12,735 contracts a year" in told


@pytest.mark.parametrize(("minutes", "text"), [(240, "4 h"), (59, "59 min"), (61, "1 h 1 min")])
def test_time_is_told_without_empty_minutes(minutes: int, text: str) -> None:
    assert time_words(minutes) == text


@pytest.mark.parametrize(
    ("chances", "text"),
    [((0.004, 0.0, 0.35), "chance under 1 % (up to 35)"), ((0.1, 0.01, 0.47), "chance 10 % (1 to 47)")],
)
def test_chance_is_told_with_its_interval(chances: tuple[float, float, float], text: str) -> None:
    p, low, high = chances
    one = SUGGESTION._replace(win_probability=p, win_probability_low=low, win_probability_high=high)

    assert chance(one) == text


A_DEAL = DEAL._replace(title="Cold store")


@given(width=st.integers(40, 130), rows=st.integers(5, 60))
def test_no_evidence_is_cut_on_any_card(width: int, rows: int) -> None:
    evidence = tuple(Evidence("silence", f"Reason {number} of many, told at some length.") for number in range(12))
    suggested = SuggestedDeal(A_DEAL, SUGGESTION._replace(evidence=evidence))
    known = TriageCard(suggested=suggested, step=None, last=None, frees=Freed(35, 3))
    shown = " ".join(render(Sheet(lambda page: card_lines(known, Triage((1,)), LATER, page, rows)), width).split())

    assert all(piece.text in shown for piece in evidence)
