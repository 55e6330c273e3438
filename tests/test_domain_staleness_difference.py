"""Why a chance is lower than the deals that were as silent make one expect."""

from collections.abc import Collection

import pytest

from deal_support import OPEN_DEAL, days_ago
from pipeline_cli.domain.silence_history import ClosedCount, History, Precedents
from pipeline_cli.domain.staleness import explain, rank
from pipeline_cli.domain.staleness_difference import is_below
from pipeline_cli.domain.win_model import USUAL_MODEL
from support import TODAY

DEAL = OPEN_DEAL._replace(
    deal_id=12, opened_on=days_ago(200), stage_since_on=days_ago(100), last_reached_on=days_ago(74), contacts=2, moves=4
)
HISTORY = History(
    [
        ClosedCount("prospect", 80, is_won=True, deals=930),
        ClosedCount("prospect", 80, is_won=False, deals=20),
        ClosedCount("approach", 80, is_won=False, deals=5),
    ]
)


def told(closed: int, won: int, history: History = HISTORY) -> dict[str, str]:
    def count(stages: Collection[str] | None, silent_days: int, age_days: int) -> tuple[int, int]:
        assert (stages, silent_days, age_days) == (("prospect", "commit"), 74, 200)
        return closed, won

    [verdict] = rank([DEAL], history, TODAY)
    return dict(explain(verdict, history, TODAY, USUAL_MODEL, count).evidence)


@pytest.mark.parametrize(
    ("closed", "won", "text"),
    [
        (0, 0, "None of those was open for 200 days, as this one is."),
        (1, 0, "One of those was open for 200 days, as this one is; it was not won."),
        (3, 0, "3 of those were open for 200 days, as this one is; none of them was won."),
        (3, 1, "3 of those were open for 200 days, as this one is; 1 of them was won."),
        (940, 925, "940 of those were open for 200 days, as this one is; 925 of them were won."),
    ],
)
def test_deals_that_were_open_as_long_are_counted_where_the_chance_is_lower(closed: int, won: int, text: str) -> None:
    found = told(closed, won)

    assert found["own_history"].startswith("Of your 950 closed deals that came this far and were silent this long")
    assert found["own_history_as_old"] == text


def test_what_else_speaks_against_it_is_said_where_that_does_not_explain_the_chance() -> None:
    assert told(3, 3)["chance_lower"] == "This one's chance is lower: its next step was pushed 4 times."
    assert "chance_lower" not in told(3, 0)


def test_very_many_deals_are_not_looked_up() -> None:
    found = told(3, 3, History([ClosedCount("prospect", 80, is_won=True, deals=1_001)]))

    assert "own_history_as_old" not in found
    assert "chance_lower" in found


def test_nothing_is_explained_where_the_chance_agrees_with_the_counts() -> None:
    history = History([ClosedCount("prospect", 80, is_won=False, deals=500)])
    [verdict] = rank([DEAL], history, TODAY)

    codes = [one.code for one in explain(verdict, history, TODAY, USUAL_MODEL, lambda *_: (9, 9)).evidence]
    assert "own_history_as_old" not in codes


@pytest.mark.parametrize(
    ("chance", "closed", "won", "below"), [(0.1, 0, 0, False), (0.1, 10, 1, False), (0.1, 9, 1, True)]
)
def test_chance_is_below_a_share(chance: float, closed: int, won: int, *, below: bool) -> None:
    assert is_below(chance, Precedents(closed, won, is_at_stage=True)) is below
