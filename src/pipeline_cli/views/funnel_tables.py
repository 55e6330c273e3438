"""The two tables of the funnel: how far deals came, and what one more contract takes."""

from collections.abc import Iterator, Sequence
from typing import Final

from pipeline_cli.domain.funnel import StageFigures
from pipeline_cli.domain.funnel_ratio import RULE, Ratio, rule_stages
from pipeline_cli.domain.sales_funnel import SalesFunnel
from pipeline_cli.i18n import t
from pipeline_cli.money.writing import format_short
from pipeline_cli.views.bars import centred_bar
from pipeline_cli.views.console import UNLIMITED
from pipeline_cli.views.funnel_words import counts_text, days_text, percent_text
from pipeline_cli.views.grid import GAP, Column, grid, titled
from pipeline_cli.views.sheet import Line, Page, Part, beside, width_of
from pipeline_cli.views.text import stage_name

WIDEST_BAR: Final = 40
NARROWEST_BAR: Final = 6
SIDE_BY_SIDE: Final = 116
"""Columns from which the two stand next to each other."""


def _figures(*leaving: int) -> list[Column]:
    """Return columns of figures: on a narrow page they leave in this order, 0 stays; no figure is ever cut."""
    return [Column(is_right=True, leaves=order) for order in leaving]


_PASSAGE: Final = (Column(), Column(), *_figures(0, 3, 2, 1))
_CONTRACT: Final = (Column(), *_figures(0, 2, 1, 3, 4, 0))
_BLANK: Final = ("", "")

Rows = list[Sequence[Part]]


def tables(funnel: SalesFunnel, page: Page) -> Iterator[Line]:
    """Yield both tables, next to each other where there is room."""
    contract = _contract_rows(funnel)
    right = natural_width(contract, _CONTRACT)
    if page.is_unlimited or page.width < SIDE_BY_SIDE:
        yield from _passage(funnel, page)
        yield []
        yield from grid(contract, _CONTRACT, page)
    else:
        yield from beside(
            _passage(funnel, page.less(right + 2 * GAP)), page.width - right, grid(contract, _CONTRACT, page)
        )


def natural_width(rows: Rows, columns: Sequence[Column]) -> int:
    """Return how many cells a table takes where nothing limits it, with the gap behind its last column."""
    return max(width_of(line) for line in grid(rows, columns, Page(UNLIMITED)))


def _passage(funnel: SalesFunnel, page: Page) -> Iterator[Line]:
    """Yield how many deals came to each stage, as a bar too, and which share of them went on."""
    room = min(WIDEST_BAR, page.width - natural_width(_passage_rows(funnel, page, bar=0), _PASSAGE))
    rows = _passage_rows(funnel, page, bar=room if room >= NARROWEST_BAR else 0)
    yield from grid(rows, _PASSAGE, page)


def _passage_rows(funnel: SalesFunnel, page: Page, *, bar: int) -> Rows:
    # Tallied calls are many times the deals, and would leave all other bars a stroke thin.
    largest = max(1, *(one.entered - one.tallied for one in funnel.stages))
    rows: Rows = [
        [
            (stage_name(one.stage), ""),
            (centred_bar(one.entered - one.tallied, largest, bar, page.signs), "number"),
            (f"{one.entered:,}", "heading"),
            (counts_text(one.went_on), ""),
            (percent_text(one.went_on), ""),
            (days_text(one.median_days), ""),
        ]
        for one in funnel.rows
    ]
    won = funnel.won.hits
    drawn = (centred_bar(won, largest, bar, page.signs), "number")
    rows.append([(t("won"), ""), drawn, (f"{won:,}", "heading"), _BLANK, _BLANK, _BLANK])
    return titled(("", "", t("came"), t("went on"), "", t("days")), rows)


def _contract_rows(funnel: SalesFunnel) -> Rows:
    """Return what is open at each stage, and what one more contract takes."""
    rows = [row for one in funnel.rows for row in _stage_rows(one, funnel.ratio)]
    own = "1" if funnel.ratio.own else ""
    contract = [(t("contract"), ""), *[_BLANK] * 3, (str(RULE[0]), "aside"), (own, ""), ("1", "heading")]
    titles = ("", t("open"), t("worth"), t("parked"), t("rule"), t("yours"), t("takes"))
    return titled(titles, [*rows, contract])


def _stage_rows(one: StageFigures, ratio: Ratio) -> Iterator[Sequence[Part]]:
    """Yield the row of a stage, and one more for each further currency: amounts in two are never added up."""
    first, *further = [format_short(value) for value in one.open_values] or [""]
    yield [
        (stage_name(one.stage), ""),
        (f"{one.open:,}", ""),
        (first, ""),
        (f"{one.parked:,}" if one.parked else "", ""),
        (_of_stage(RULE, one.stage), "aside"),
        (_of_stage(ratio.own, one.stage) if ratio.own else "", ""),
        (f"{needed:,}" if (needed := ratio.needed.get(one.stage)) is not None else "", "heading"),
    ]
    for value in further:
        yield [_BLANK, _BLANK, (value, ""), *[_BLANK] * 4]


def _of_stage(figures: Sequence[float], stage: str) -> str:
    """Return what a ratio says of a stage; "" where it does not speak of it."""
    found = dict(reversed(list(zip(rule_stages(), figures[1:], strict=True))))
    return f"{found[stage]:,}".removesuffix(".0") if stage in found else ""
