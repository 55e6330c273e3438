"""The screens of ``pipe kpi``, at every width and in both languages."""

from datetime import date

import pytest

from date_support import speaking
from pipeline_cli.dates.spans import Span, month_span
from pipeline_cli.dates.working_time import WorkingTime
from pipeline_cli.domain.budget import Budget
from pipeline_cli.domain.kpi import Closing, KpiRow, Kpis, Trend
from pipeline_cli.domain.kpi_explained import Explained, ExplainedFigure
from pipeline_cli.domain.landing import Landing
from pipeline_cli.domain.measured_parts import Part
from pipeline_cli.domain.measures import METRICS, UNITS, Figure
from pipeline_cli.views.budgets import budgets_sheet, dropped_sheet, set_sheet
from pipeline_cli.views.kpi import kpi_screen
from pipeline_cli.views.kpi_explained import explained_screen
from pipeline_cli.views.kpi_trend import trend_screen
from support import NOW, TODAY, Golden, render

NOVEMBER = month_span(2026, 11)
QUARTER = Span(date(2026, 10, 1), date(2026, 12, 31))
TIME = WorkingTime(19, 11.5)
CALLS = Budget(3, "calls", 400, None, *NOVEMBER)
REVENUE = Budget(1, "revenue", 12_000_000, "JPY", *QUARTER)
RATE = Budget(4, "win_rate", 450_000, None, *NOVEMBER)

ROWS = (
    KpiRow(
        Figure("revenue", 4_800_000, "JPY"),
        QUARTER,
        WorkingTime(63, 33.5),
        REVENUE,
        Landing(8_200_000, 5_900_000, 11_100_000, "forecast"),
        Closing("valid_meetings", 9, 0.7, 0.4, QUARTER.last),
    ),
    KpiRow(Figure("revenue", 90_000, "EUR"), NOVEMBER, TIME, None, Landing(150_000, 90_000, 260_000, "forecast")),
    KpiRow(Figure("gross_profit", None, "JPY"), NOVEMBER, TIME),
    KpiRow(
        Figure("calls", 231),
        NOVEMBER,
        TIME,
        CALLS,
        Landing(382, 355, 410, "pace"),
        Closing("calls", 18, 22.5, 20.1, NOVEMBER.last),
    ),
    KpiRow(Figure("meetings", 17), NOVEMBER, TIME, None, Landing(28, 23, 34, "pace")),
    KpiRow(Figure("close_rate", hits=3, of=0), NOVEMBER, TIME),
    KpiRow(
        Figure("win_rate", hits=3, of=8),
        NOVEMBER,
        TIME,
        RATE,
        Landing(0.38, 0.29, 0.48, "history"),
        Closing("win_rate", 3, 0.6, 5, NOVEMBER.last),
    ),
)

SCREENS = {
    "table": kpi_screen(Kpis(NOW, NOVEMBER, TIME, ROWS)),
    "table-without-budgets": kpi_screen(Kpis(NOW, NOVEMBER, TIME, ROWS[1:3])),
    "trend": trend_screen(
        Trend(
            "month",
            tuple(month_span(2026, month) for month in range(6, 12)),
            (
                tuple(Figure("revenue", 1_000_000 * n, "JPY") for n in (1, 4, 2, 8, 5, 3)),
                tuple(Figure("win_rate", hits=n, of=8 if n else 0) for n in (2, 0, 4, 3, 8, 1)),
            ),
        )
    ),
    "explained": explained_screen(
        Explained(
            TODAY,
            NOVEMBER,
            "appointment_rate",
            (
                ExplainedFigure(
                    Figure("appointment_rate", hits=3, of=21),
                    NOVEMBER,
                    (
                        Part("activity", 4, date(2026, 11, 2), hits=1, of=1, customer_id=2, kind="call"),
                        Part("tally", 1, date(2026, 11, 3), of=20, kind="calls"),
                        Part("tally", 2, date(2026, 11, 3), hits=2, kind="appointments"),
                    ),
                ),
            ),
            {2: "Aoki [vip] 株式会社みどり商会"},
        )
    ),
    "explained-money": explained_screen(
        Explained(
            TODAY,
            NOVEMBER,
            "revenue",
            (
                ExplainedFigure(
                    Figure("revenue", 1_200_000, "JPY"),
                    NOVEMBER,
                    (Part("deal", 12, date(2026, 11, 2), 1_200_000, customer_id=2, currency="JPY"),),
                ),
                ExplainedFigure(Figure("revenue", 0, "EUR"), NOVEMBER, ()),
            ),
            {2: "Aoki"},
        )
    ),
    "budgets": budgets_sheet((REVENUE, CALLS, RATE), TODAY),
    "no-budgets": budgets_sheet((), TODAY),
    "budget-set": set_sheet(CALLS, None, NOW),
    "budget-changed": set_sheet(REVENUE, REVENUE._replace(amount=9_000_000), NOW),
    "budget-dropped": dropped_sheet(RATE, TODAY),
}


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("name", SCREENS)
def test_kpi_screen(golden: Golden, name: str, width: int, language: str) -> None:
    with speaking(language):
        golden(render(SCREENS[name], width))


@pytest.mark.parametrize("width", [1, 20, 60])
def test_kpi_table_is_never_wider_than_the_page(width: int) -> None:
    screen = render(SCREENS["table"], width)

    assert all(len(line) <= width for line in screen.splitlines())


def test_kpi_table_can_be_drawn_in_ascii() -> None:
    row = KpiRow(Figure("close_rate", hits=0, of=0), NOVEMBER, TIME)

    assert render(kpi_screen(Kpis(NOW, NOVEMBER, TIME, (row,))), 80, is_ascii=True).isascii()


def test_every_measure_has_a_row_to_look_at() -> None:
    rows = tuple(KpiRow(Figure(metric, 1, "JPY", 1, 2), NOVEMBER, TIME) for metric in METRICS)
    lines = render(kpi_screen(Kpis(NOW, NOVEMBER, TIME, rows)), 100).splitlines()

    assert len(lines) >= len(UNITS) + 2


def test_a_budget_out_of_reach_says_which_command_settles_it_anew() -> None:
    row = ROWS[3]._replace(landing=Landing(380, 350, 399, "pace"))
    screen = render(kpi_screen(Kpis(NOW, NOVEMBER, TIME, (row,))), 80)

    assert "  pipe kpi set calls 380 --from 2026-11-01 --due 2026-11-30" in screen
