"""Bars that are drawn with characters; the figure beside each says the same."""

from pipeline_cli.views.text import ASCII_SIGNS, Signs

_FULL = "█"
_FULL_ASCII = "#"


def centred_bar(amount: int, largest: int, width: int, signs: Signs) -> str:
    """Return a bar in the middle of its column, so that a column of them looks like a funnel.

    Args:
        amount: what it stands for; anything above 0 is seen, however small.
        largest: the amount that fills the column.
        width: of the column, in cells.
        signs: what the screen is drawn with.
    """
    if width < 2 or not amount:  # noqa: PLR2004  # two halves
        return ""
    half = max(1, round(amount * (width // 2) / largest))
    return " " * (width // 2 - half) + (_FULL_ASCII if signs == ASCII_SIGNS else _FULL) * 2 * half
