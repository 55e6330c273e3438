"""The amount of a budget as people type it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.budget_amount import budget_amount
from pipeline_cli.errors import UsageError


@pytest.mark.parametrize(
    ("metric", "text", "stored"),
    [
        ("revenue", "1.2M", (1_200_000, "JPY")),
        ("revenue", "€4,500.50", (450_050, "EUR")),
        ("gross_profit", "800万", (8_000_000, "JPY")),
        ("calls", "1,200", (1200, None)),
        ("calls", "４０件", (40, None)),
        ("win_rate", "30%", (300_000, None)),
        ("win_rate", "0.3", (300_000, None)),
        ("win_rate", "３割", (300_000, None)),
        ("win_rate", "12.5 %", (125_000, None)),
        ("win_rate", "100%", (1_000_000, None)),
        ("win_rate", "1", (1_000_000, None)),
    ],
)
def test_budget_amount_is_read_as_the_measure_has_it(metric: str, text: str, stored: tuple[int, str | None]) -> None:
    assert budget_amount(metric, text, "JPY") == stored


@pytest.mark.parametrize(
    ("metric", "text", "said"),
    [
        ("revenue", "0", "leaves nothing to reach"),
        ("revenue", "-500", "leaves nothing to reach"),
        ("calls", "0", "leaves nothing to reach"),
        ("calls", "-3", "leaves nothing to reach"),
        ("win_rate", "0%", "leaves nothing to reach"),
        ("win_rate", "150%", "more than 100 %"),
        ("win_rate", "30", "more than 100 %"),
        ("win_rate", "many", "is no share"),
        ("win_rate", "nan", "is no share"),
        ("win_rate", "%", "is no share"),
        ("calls", "¥500", "is no whole number"),
        ("calls", "1.5", "is no whole number"),
        ("calls", "30%", "is no whole number"),
        ("calls", "9" * 30, "is no whole number"),
        ("calls", "", "is no whole number"),
        ("revenue", "30%", "30%"),
    ],
)
def test_budget_amount_refuses_what_does_not_fit_the_measure(metric: str, text: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        budget_amount(metric, text, "JPY")

    assert said in caught.value.what


@given(st.text(max_size=50), st.sampled_from(["revenue", "calls", "win_rate"]))
def test_budget_amount_takes_or_refuses_any_text(text: str, metric: str) -> None:
    try:
        amount, _ = budget_amount(metric, text, "JPY")
    except UsageError:
        return
    assert amount > 0
