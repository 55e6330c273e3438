"""A row of figures as a line of bars, one character each."""

from collections.abc import Sequence
from typing import Final

from pipeline_cli.views.text import ASCII_SIGNS, Signs

_BARS: Final = "▁▂▃▄▅▆▇█"
_ASCII_BARS: Final = "_.-=+*#@"
_NOTHING: Final = " "


def sparkline(values: Sequence[float | None], signs: Signs) -> str:
    """Return a bar for each value, from nought to the largest; a blank where a value is not known.

    Args:
        values: in order; those below nought are drawn as nought.
        signs: what the screen is drawn with.
    """
    bars = _ASCII_BARS if signs == ASCII_SIGNS else _BARS
    most = max((value for value in values if value is not None), default=0)
    return "".join(_NOTHING if value is None else _bar(value, most, bars) for value in values)


def _bar(value: float, most: float, bars: str) -> str:
    return bars[round((len(bars) - 1) * max(0.0, value) / most)] if most > 0 else bars[0]
