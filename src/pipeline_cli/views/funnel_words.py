"""How the funnel's shares and days are put, the same in each of its tables."""

from typing import Final

from pipeline_cli.domain.rate import Rate
from pipeline_cli.i18n import t

_DECIMAL_BELOW: Final = 10
"""Where a tenth says something."""


def counts_text(rate: Rate) -> str:
    """Return the counts of a share, 12 of 40; "" where there are none."""
    return t("{hits:,} of {of:,}", hits=rate.hits, of=rate.of) if rate.of else ""


def percent_text(rate: Rate) -> str:
    """Return a share in whole per cent, "" where its counts are few; 0 and 100 only where they are meant."""
    if not rate.is_telling:
        return ""
    whole = round(100 * rate.hits / rate.of)
    return t("{n}%", n=min(99, max(1, whole)) if 0 < rate.hits < rate.of else whole)


def share_text(rate: Rate) -> str:
    """Return a share and what it is of in a few characters: 30% of 40; only the counts where they are few."""
    if not rate.is_telling:
        return counts_text(rate)
    return t("{percent} of {of:,}", percent=percent_text(rate), of=rate.of)


def days_text(days: float | None) -> str:
    """Return a number of days; "" where it is not known."""
    return "" if days is None else rounded(days)


def rounded(figure: float) -> str:
    """Return a figure as it is read at a glance: with a decimal only where it is small."""
    return f"{figure:.1f}".removesuffix(".0") if figure < _DECIMAL_BELOW else f"{figure:,.0f}"
