import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.chasing import (
    NOT_PRICED,
    USUAL_APPROACHES,
    USUAL_DAYS_LEFT,
    USUAL_MINUTES_PER_WEEK,
    Chase,
    Chasing,
    Worth,
    approaches_per_contract,
    chasing,
)
from pipeline_cli.money.amount import Money

HOUR = Money(6_000, "JPY")
NO_AMOUNT = Worth("", None, None)


def chase(number: int = 0, *, won: bool = True, currency: str = "JPY", profit: int | None = 60_000) -> Chase:
    return Chase(70.0 + number, 100, won, currency, 200_000 if currency else None, profit)


WINS = [chase(number) for number in range(12)]
LOSSES = [chase(number, won=False, currency="", profit=None) for number in range(12)]
PRICED = chasing(WINS + LOSSES, HOUR)


def test_an_hour_is_worth_the_profit_won_for_each_hour_worked() -> None:
    assert chasing(WINS + LOSSES).hour == Money(12 * 60_000 * 60 // 2400, "JPY")


def test_what_is_set_goes_before_what_follows() -> None:
    assert (PRICED.hour, PRICED.is_set) == (HOUR, True)
    assert not chasing(WINS).is_set


@pytest.mark.parametrize("decided", [[], WINS[:9], LOSSES, [one._replace(minutes=10) for one in WINS]])
def test_too_few_wins_or_hours_give_no_price(decided: list[Chase]) -> None:
    assert chasing(decided).hour is None


def test_amounts_of_another_currency_are_left_out_with_their_hours() -> None:
    dollars = [chase(number, currency="USD", profit=10**9) for number in range(11)]

    assert chasing(WINS + LOSSES + dollars).hour == chasing(WINS + LOSSES).hour


def test_a_deal_in_another_currency_has_no_price() -> None:
    assert PRICED.price(Worth("USD", 100_000, 50_000), 0.5, 30) is None
    assert NOT_PRICED.price(Worth("JPY", 100_000, 50_000), 0.5, 30) is None


@pytest.mark.parametrize(
    ("worth", "expected"),
    [(Worth("JPY", 900, 10_000), 5_000), (Worth("JPY", 10_000, None), 1_500), (NO_AMOUNT, 30_000)],
    ids=["its own profit", "its value at the usual margin", "the usual profit"],
)
def test_what_may_be_expected_is_the_chance_of_its_profit(worth: Worth, expected: int) -> None:
    price = PRICED.price(worth, 0.5, 30)

    assert price is not None
    assert price.expected == Money(expected, "JPY")


def test_a_value_without_a_usual_margin_has_no_price() -> None:
    unknown = chasing([one._replace(value_minor=None) for one in WINS], HOUR)

    assert unknown.price(Worth("JPY", 10_000, None), 0.5, 30) is None


def test_what_costs_more_than_it_may_bring_is_not_worth_it() -> None:
    minutes = PRICED.minutes_left(30)
    cost = HOUR.minor * minutes / 60
    verdicts = [
        PRICED.price(Worth("JPY", None, 100_000), chance, 30) for chance in (0.9 * cost / 1e5, 1.1 * cost / 1e5)
    ]

    assert [price and price.is_worth_it for price in verdicts] == [False, True]


def test_the_time_left_is_that_of_deals_that_came_to_this_age() -> None:
    usual_week = 2400 / sum(one.days / 7 for one in WINS + LOSSES)

    assert PRICED.minutes_left(0) == round(usual_week * 75.5 / 7)
    assert PRICED.minutes_left(70) == round(usual_week * (sum(range(1, 12)) / 11) / 7)


def test_with_few_deals_the_time_left_is_the_usual_one() -> None:
    assert NOT_PRICED.minutes_left(400) == round(USUAL_MINUTES_PER_WEEK * USUAL_DAYS_LEFT / 7)


def test_minutes_have_a_worth_where_an_hour_has() -> None:
    assert PRICED.worth_of(90) == Money(9_000, "JPY")
    assert NOT_PRICED.worth_of(90) is None


def test_own_ratios_count_tallied_calls_too() -> None:
    assert approaches_per_contract(100, 20, 300) == 20
    assert approaches_per_contract(100, 9, 300) is None
    assert (chasing([]).approaches_per_contract, chasing([]).is_own_ratio) == (USUAL_APPROACHES, False)


@given(st.lists(st.floats(0, 900), max_size=40), st.integers(0, 1200))
def test_the_time_left_is_never_negative(days: list[float], age: int) -> None:
    assert (
        chasing(
            [Chase(one, 60, is_won=False, currency="", value_minor=None, profit_minor=None) for one in days]
        ).minutes_left(age)
        >= 0
    )


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 10**9))
def test_a_better_chance_never_makes_going_on_less_worth(one: float, other: float, profit: int) -> None:
    low, high = (PRICED.price(Worth("JPY", None, profit), chance, 30) for chance in sorted((one, other)))

    assert low is not None
    assert high is not None
    assert low.is_worth_it <= high.is_worth_it


def test_nothing_known_is_nothing_priced() -> None:
    assert chasing([]) == Chasing()
