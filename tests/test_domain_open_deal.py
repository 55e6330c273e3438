import pytest

from deal_support import OPEN_DEAL, days_ago
from support import TODAY

DEAL = OPEN_DEAL._replace(opened_on=days_ago(90), stage_since_on=days_ago(40), last_reached_on=days_ago(20), contacts=1)


def test_silent_days_count_from_the_last_time_the_customer_was_reached() -> None:
    assert DEAL.silent_days(TODAY) == 20


def test_silent_days_count_from_opening_where_nobody_was_reached() -> None:
    assert DEAL._replace(last_reached_on=None).silent_days(TODAY) == 90


def test_silent_days_never_begin_before_the_deal() -> None:
    assert DEAL._replace(last_reached_on=days_ago(300)).silent_days(TODAY) == 90


def test_age_and_stage_days_count_from_their_days() -> None:
    assert (DEAL.age_days(TODAY), DEAL.stage_days(TODAY)) == (90, 40)


def test_days_to_come_count_as_none() -> None:
    deal = DEAL._replace(opened_on=days_ago(-3), stage_since_on=days_ago(-3), last_reached_on=days_ago(-2))

    assert (deal.silent_days(TODAY), deal.age_days(TODAY), deal.stage_days(TODAY)) == (0, 0, 0)


@pytest.mark.parametrize(("passed", "is_to_come"), [(-5, True), (0, True), (1, False)])
def test_step_is_to_come_until_its_day_is_over(passed: int, is_to_come: bool) -> None:  # noqa: FBT001
    assert DEAL._replace(due_on=days_ago(passed)).has_step_to_come(TODAY) is is_to_come


@pytest.mark.parametrize(("passed", "has_passed"), [(-5, False), (0, False), (1, True)])
def test_decision_has_passed_when_its_day_is_over(passed: int, has_passed: bool) -> None:  # noqa: FBT001
    assert DEAL._replace(decides_on=days_ago(passed)).has_decision_passed(TODAY) is has_passed


def test_without_days_nothing_is_to_come_and_nothing_has_passed() -> None:
    assert not DEAL.has_step_to_come(TODAY)
    assert not DEAL.has_decision_passed(TODAY)


def test_waiting_is_a_promise_without_a_day() -> None:
    waiting = DEAL._replace(follow_up="waiting")

    assert waiting.is_waiting
    assert not waiting._replace(due_on=days_ago(-3)).is_waiting
    assert not DEAL.is_waiting
