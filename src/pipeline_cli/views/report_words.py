"""Words and columns that the sections of a report share."""

from typing import Final

from pipeline_cli.domain.pipeline import Pipeline
from pipeline_cli.i18n import listed, t, tn
from pipeline_cli.money.writing import format_short
from pipeline_cli.views.grid import Column
from pipeline_cli.views.sheet import Part
from pipeline_cli.views.text import on_a_line

NUMBER: Final = Column(is_right=True)
SHOWN_REASONS: Final = 8
LEAST_CHANCE: Final = 0.01


def deals_text(found: Pipeline) -> str:
    """Return how many deals those are."""
    return tn("{n:,} deal", "{n:,} deals", found.deals)


def values_text(found: Pipeline) -> str:
    """Return what deals are worth, one amount for each currency; "" where that is not known."""
    return listed(*map(format_short, found.values))


def chance_text(chance: float) -> str:
    """Return a chance in whole per cent; what is less than one is not none."""
    return t("{p} %", p="< 1" if 0 < chance < LEAST_CHANCE else f"{100 * chance:.0f}")


def number(deal: int) -> Part:
    """Return the number of a deal; without #, which would be read as an issue where Markdown is shown."""
    return str(deal), "aside"


def customer(name: str) -> Part:
    """Return a customer's name."""
    return on_a_line(name), "customer"
