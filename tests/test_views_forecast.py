"""The screen of a forecast, from plain figures."""

from datetime import date

import pytest

from pipeline_cli.domain.forecast import Forecast, Mixed, PastForecast, Ways, Window
from pipeline_cli.domain.forecast_draws import Range
from pipeline_cli.views.forecast import forecast_json, forecast_screen
from support import NOW, render

WINS = Range(2, 3, 4, 6, 4.2)
MONEY = Range(100_000, 200_000, 300_000, 400_000, 310_000.4)
FORECAST = Forecast(
    now=NOW,
    first=date(2026, 11, 1),
    last=date(2026, 11, 30),
    currency="JPY",
    ranges={"wins": WINS, "revenue": MONEY},
    mixture=Mixed(4.2, (0.5, 0.1, 0.3, 0.1), 0.25, 9),
    ways=Ways(Window(0.0, 0.0, 30.0), 2, 4.0, 3.0, 4.5, None, 8.0, 9),
    closed=40,
    won=12,
    open=9,
    deciding=(),
    past=(),
    others={"USD": {"wins": WINS, "profit": MONEY}},
)


def past(forecast: float, mean_of_three: float | None) -> PastForecast:
    return PastForecast(date(2026, 10, 1), date(2026, 10, 31), forecast, 3, 12, 10, None, mean_of_three, 20.0)


@pytest.mark.parametrize(("mean", "is_told"), [(9.0, True), (7.0, False), (None, False)])
def test_a_mean_of_three_months_that_was_nearer_is_told(mean: float | None, is_told: bool) -> None:  # noqa: FBT001  # a case
    shown = render(forecast_screen(FORECAST._replace(past=(past(8.0, mean),))), width=80)

    assert ("The mean of three months alone was 10 % off." in shown) is is_told


def test_past_months_without_a_win_are_nothing_to_be_measured_by() -> None:
    shown = render(forecast_screen(FORECAST._replace(past=(past(1.0, 1.0)._replace(won=0),))), width=120)

    assert "no past period yet to be measured by" in shown
    assert "0 % off" not in shown


def test_each_currency_has_its_lines_and_what_is_unknown_is_told() -> None:
    lines = render(forecast_screen(FORECAST), width=80).splitlines()
    found = [line.split("  ")[0] for line in lines if line.startswith(("revenue", "gross profit", "new MRR"))]

    assert found == ["revenue", "gross profit", "new MRR", "gross profit"]
    assert next(line for line in lines if line.startswith("new MRR")).split()[-1] == "–"


def test_what_is_unknown_is_null_in_each_currency() -> None:
    document = forecast_json(FORECAST)

    assert document["revenue"] == {"currency": "JPY", **MONEY._asdict(), "mean": 310_000}
    assert document["profit"] == {"currency": "JPY", **dict.fromkeys(Range._fields)}
    assert document["other_currencies"][0]["currency"] == "USD"
    assert document["other_currencies"][0]["profit"]["p50"] == 300_000
    assert document["other_currencies"][0]["revenue"]["so_far"] is None
