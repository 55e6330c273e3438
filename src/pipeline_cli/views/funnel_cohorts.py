"""The cohorts of the funnel, a line each: how many deals, and which share went on from each stage."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from pipeline_cli.dates.format import format_month
from pipeline_cli.domain.funnel_cohorts import Cohort
from pipeline_cli.domain.sales_funnel import SalesFunnel
from pipeline_cli.i18n import t, tn
from pipeline_cli.views.funnel_tables import Rows, natural_width
from pipeline_cli.views.funnel_words import counts_text, share_text
from pipeline_cli.views.grid import GAP, Column, grid, titled
from pipeline_cli.views.sheet import Line, Page, Part, flowed, indented, joined, more
from pipeline_cli.views.text import fitted, on_a_line, stage_name

MOST: Final = 12
"""Cohorts that a screen shows: a year of months."""

INDENT: Final = 3
LONGEST_KEY: Final = 24
TEXT_LINES: Final = 4


def cohort_lines(funnel: SalesFunnel, page: Page) -> Iterator[Line]:
    """Yield a table of the cohorts; where the page is too narrow for it, each of them as running text."""
    shown = funnel.cohorts if page.is_unlimited else _shown(funnel)
    titles = [_title(funnel.by), t("came"), *(stage_name(one.stage) for one in funnel.stages), t("won")]
    rows: Rows = titled(titles, [_row(one, funnel.by, page) for one in shown])
    columns = (Column(), *[Column(is_right=True)] * (len(titles) - 1))
    if natural_width(rows, columns) - GAP <= page.width:
        yield from grid(rows, columns, page)
    else:
        for one in shown:
            yield from _running(one, funnel.by, page)
    left = len(funnel.cohorts) - len(shown)
    if left:
        yield from more(tn("and one more, with --json", "and {n} more, with --json", left), page)


def _shown(funnel: SalesFunnel) -> Sequence[Cohort]:
    """Return the newest months, or the sources and tags that brought most."""
    return funnel.cohorts[-MOST:] if funnel.by == "month" else funnel.cohorts[:MOST]


def _title(by: str) -> str:
    return {"month": t("month"), "source": t("source"), "tag": t("tag")}[by]


def _name(one: Cohort, by: str, page: Page) -> str:
    if by == "month":
        return format_month(date.fromisoformat(f"{one.key}-01"))
    nameless = {"source": t("no source"), "tag": t("no tag")}.get(by, "")
    return fitted(on_a_line(one.key), LONGEST_KEY, page.signs.more) or nameless


def _row(one: Cohort, by: str, page: Page) -> Sequence[Part]:
    shares = [(share, "") for share in _shares(one)]
    name, came = (_name(one, by, page), "customer"), (f"{one.stages[0].entered:,}", "heading")
    return [name, came, *shares]


def _shares(one: Cohort) -> list[str]:
    """Return what went on from each stage, and was won: all as shares, or all as counts where some are of few."""
    rates = [*(stage.went_on for stage in one.stages), one.won]
    is_telling = all(rate.is_telling for rate in rates if rate.of)
    return [share_text(rate) if is_telling else counts_text(rate) for rate in rates]


def _running(one: Cohort, by: str, page: Page) -> Iterator[Line]:
    came = t("{n:,} came", n=one.stages[0].entered)
    yield [(_name(one, by, page), "customer"), ("  ", ""), (came, "heading")]
    names = (*(stage_name(stage.stage) for stage in one.stages), t("won"))
    shares: list[Part] = [(f"{name} {share}", "") for name, share in zip(names, _shares(one), strict=True) if share]
    yield from indented(flowed(joined(shares, page.signs), page.less(INDENT), lines=TEXT_LINES), INDENT)
