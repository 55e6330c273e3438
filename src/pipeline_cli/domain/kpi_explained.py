"""A measure explained: its figures, and the records that each adds up from."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from pipeline_cli.dates.spans import Span
from pipeline_cli.domain.measured_parts import Part
from pipeline_cli.domain.measures import Figure


class ExplainedFigure(NamedTuple):
    """A figure, the days it is of, and what it adds up from, in order of day."""

    figure: Figure
    span: Span
    parts: tuple[Part, ...]


class Explained(NamedTuple):
    """A measure explained.

    Attributes:
        today: the day on which it is read.
        span: the period that was asked for.
        metric: a key of UNITS.
        figures: as the table shows them, one for each currency.
        customers: the names of all customers in them, by number.
    """

    today: date
    span: Span
    metric: str
    figures: tuple[ExplainedFigure, ...]
    customers: Mapping[int, str]
