from datetime import date
from itertools import product
from typing import Any

import pytest
from rich.cells import cell_len

from pipeline_cli.domain.deal import STAGES
from pipeline_cli.domain.funnel import DealCount, OpenValue, Records, Stay, stage_figures, win_rate
from pipeline_cli.domain.funnel_cohorts import cohorts
from pipeline_cli.domain.funnel_ratio import ratio
from pipeline_cli.domain.period import Period
from pipeline_cli.domain.rate import Rate
from pipeline_cli.domain.sales_funnel import SalesFunnel
from pipeline_cli.money.amount import Money
from pipeline_cli.views.bars import centred_bar
from pipeline_cli.views.funnel import funnel_screen
from pipeline_cli.views.funnel_json import funnel_json
from pipeline_cli.views.funnel_words import days_text, percent_text, share_text
from pipeline_cli.views.text import ASCII_SIGNS, SIGNS
from support import NOW, Golden, render

WIDTHS = (60, 80, 120)


def funnel_of(
    records: Records, *, by: str = "", period: Period | None = None, cycle: float | None = None
) -> SalesFunnel:
    """Return the funnel of some records; the user's history is the same."""
    stages, won = stage_figures(records), win_rate(records)
    return SalesFunnel(
        now=NOW,
        period=period or Period(),
        stages=stages,
        won=won,
        decided=won,
        sales_cycle_days=cycle,
        ratio=ratio(stages, won),
        by=by,
        cohorts=cohorts(records, by, {"2026-10": 400} if by == "month" else {}) if by else (),
    )


def counted(state: str, *numbers: int, keys: tuple[str, ...] = ()) -> list[DealCount]:
    """Return how many deals in a state are at each stage."""
    return [DealCount(state, stage, stage, n, keys) for stage, n in zip(STAGES, numbers, strict=True) if n]


def records(times: int = 1) -> Records:
    """Return a year's work of a salesperson with a short history, or so many times as much."""
    values = [
        OpenValue(stage, Money(times * minor, "JPY"), 2) for stage, minor in zip(STAGES, (120, 95, 48, 20), strict=True)
    ]
    return Records(
        counts=[
            *counted("open", 22 * times, 9 * times, 4 * times, 2 * times),
            *counted("lost", 64 * times, 41 * times, 9 * times, 3 * times),
            *counted("parked", 0, 3 * times, times, 0),
            DealCount("lost", "potential", "prospect", times),
            *counted("won", 0, 0, 0, 12 * times),
        ],
        values=[one._replace(value=Money(one.value.minor * 10_000, "JPY")) for one in values]
        + [OpenValue("commit", Money(350_000, "EUR"), 1)],
        stays=[Stay(stage, days) for stage, days in zip(STAGES, (4.25, 18, 31.5, 9), strict=True)],
        tallied=400 * times,
    )


def by_month() -> Records:
    months = [f"2025-{month:02}" for month in range(9, 13)] + [f"2026-{month:02}" for month in range(1, 12)]
    counts = [
        one._replace(deals=one.deals // 3 + place, cohorts=(month,))
        for (place, month), one in product(enumerate(months), records().counts)
    ]
    return Records(counts, tallied=400)


def by_source() -> Records:
    keys = ("fair", "", "a recommendation by an earlier customer", "新聞広告 [vip]")
    return Records([one._replace(cohorts=(keys[place % 4],)) for place, one in enumerate(records().counts)])


SCREENS = {
    "usual": lambda: funnel_of(records(), cycle=63.4),
    "large": lambda: funnel_of(records(700), cycle=8.25),
    "period": lambda: funnel_of(records(), period=Period(date(2026, 4, 1), date(2026, 6, 30))),
    "months": lambda: funnel_of(by_month(), by="month"),
    "sources": lambda: funnel_of(by_source(), by="source"),
    "one deal": lambda: funnel_of(Records(counted("open", 0, 1, 0, 0))),
    "one tally": lambda: funnel_of(Records(tallied=20)),
}


def screen(name: str, width: int, **settings: Any) -> str:  # noqa: ANN401
    return render(funnel_screen(SCREENS[name]()), width, **settings)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", SCREENS)
def test_funnel_screen(golden: Golden, name: str, width: int) -> None:
    golden(screen(name, width))


def test_funnel_screen_in_ascii(golden: Golden) -> None:
    text = screen("usual", 80, is_ascii=True)

    assert text.replace("¥", "").replace("€", "").isascii()
    golden(text)


@pytest.mark.parametrize("width", [20, 24, 30, 40, 47, 59, 61, 79, 100, 115, 116, 117, 140])
@pytest.mark.parametrize("name", SCREENS)
def test_funnel_screen_is_never_wider_than_the_terminal(name: str, width: int) -> None:
    assert max(map(cell_len, screen(name, width).splitlines())) <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_funnel_screen_cuts_no_figure(width: int) -> None:
    text = screen("large", width)

    assert [
        figure for figure in ("399,700", "46,200 of 91,000", "15,400", "¥840M", "€3,500", "44.2") if figure not in text
    ] == []
    assert SIGNS.more not in text


def test_funnel_screen_leaves_columns_out_of_a_narrow_page_rather_than_cut_figures() -> None:
    text = screen("large", 26)

    assert [figure for figure in ("399,700", "15,400", "45") if figure not in text] == []
    assert SIGNS.more not in text


def test_funnel_screen_of_a_new_store_says_how_to_begin() -> None:
    assert 'No deals yet. "pipe log NAME"' in render(funnel_screen(funnel_of(Records())), 120)


def test_funnel_screen_of_an_empty_period_says_so() -> None:
    empty = funnel_of(Records(), period=Period(date(2026, 4, 1), None))

    assert render(funnel_screen(empty), 80) == "No deals were opened in that period.\n"


def test_funnel_screen_judges_nothing_from_few_counts() -> None:
    text = render(funnel_screen(funnel_of(Records(counted("won", 0, 0, 0, 3) + counted("lost", 0, 5, 0, 0)))), 80)

    assert "Too little is decided to name the narrowest place" in text
    assert "3 of 8" in text
    assert "%" not in text


def test_funnel_screen_says_when_all_went_on() -> None:
    assert "went on from every stage" in render(funnel_screen(funnel_of(Records(counted("won", 0, 0, 0, 30)))), 80)


def test_funnel_json_gives_every_cohort() -> None:
    found = funnel_json(funnel_of(by_month(), by="month"))["cohorts"]

    assert [one["key"] for one in found][:2] == ["2025-09", "2025-10"]
    assert len(found) == 15
    assert found[0]["stages"][0].keys() == funnel_json(funnel_of(records()))["stages"][0].keys()


def test_funnel_screen_shows_the_newest_months_and_says_how_many_more_there_are() -> None:
    text = screen("months", 120)

    assert "2025-11" not in text
    assert "and 3 more, with --json" in text


def test_centred_bar_stands_in_the_middle() -> None:
    assert [centred_bar(n, 4, 8, ASCII_SIGNS) for n in (4, 2, 1)] == ["########", "  ####", "   ##"]


@pytest.mark.parametrize(("amount", "width"), [(1, 10), (1, 11), (10**6, 40), (999_999, 41)])
def test_centred_bar_is_seen_and_fits(amount: int, width: int) -> None:
    bar = centred_bar(amount, 10**6, width, SIGNS)

    assert bar.strip()
    assert cell_len(bar) <= width


def test_centred_bar_of_nothing_is_nothing() -> None:
    assert centred_bar(0, 5, 20, SIGNS) == centred_bar(5, 5, 1, SIGNS) == ""


@pytest.mark.parametrize(
    ("rate", "text"),
    [(Rate(0, 0), ""), (Rate(3, 8), "3 of 8"), (Rate(3, 10), "30% of 10"), (Rate(1, 2000), "1% of 2,000")],
)
def test_share_text_names_a_share_where_its_counts_tell(rate: Rate, text: str) -> None:
    assert share_text(rate) == text


@pytest.mark.parametrize(("hits", "text"), [(0, "0%"), (1, "1%"), (999, "99%"), (1000, "100%")])
def test_percent_text_rounds_nothing_to_all_or_none(hits: int, text: str) -> None:
    assert percent_text(Rate(hits, 1000)) == text


@pytest.mark.parametrize(
    ("days", "text"), [(None, ""), (0, "0"), (4.25, "4.2"), (6.0, "6"), (63.4, "63"), (1500, "1,500")]
)
def test_days_text_has_a_decimal_where_it_matters(days: float | None, text: str) -> None:
    assert days_text(days) == text


def test_a_cohort_is_told_in_counts_throughout_where_some_of_them_are_few() -> None:
    few = Records([*counted("won", 0, 0, 0, 3, keys=("fair",)), *counted("lost", 0, 9, 0, 0, keys=("fair",))])
    row = render(funnel_screen(funnel_of(few, by="source")), 120).splitlines()[-1]

    assert " ".join(row.split()) == "fair 12 12 of 12 3 of 12 3 of 3 3 of 3 3 of 12"


def test_funnel_says_that_its_contracts_are_of_all_that_is_open() -> None:
    text = " ".join(render(funnel_screen(funnel_of(records())), 80).split())

    assert "contracts if all of it goes on as usual; by when: pipe forecast." in text
