"""What ``pipe funnel`` answers."""

from datetime import datetime
from typing import NamedTuple

from pipeline_cli.domain.funnel import StageFigures
from pipeline_cli.domain.funnel_cohorts import Cohort
from pipeline_cli.domain.funnel_ratio import Ratio
from pipeline_cli.domain.period import Period
from pipeline_cli.domain.rate import Rate


class SalesFunnel(NamedTuple):
    """The funnel of a period.

    Attributes:
        now: the time of the run.
        period: the days that were asked for.
        stages: the figures of the deals that were opened in the period, wherever they stand now.
        won: how many of those were won, of those that are decided.
        decided: how many deals were won, of those that were decided in the period, whenever they were opened.
        sales_cycle_days: the median days from opened to won, of those that were won in the period; None without any.
        ratio: what one contract takes, by the whole history, and what is there now, whatever the period.
        by: what the cohorts are told apart by; "" where none were asked for.
        cohorts: the same deals by month, source or tag.
        removed: the figures of stages that are no longer in use, and that deals are at.
    """

    now: datetime
    period: Period
    stages: tuple[StageFigures, ...]
    won: Rate
    decided: Rate
    sales_cycle_days: float | None
    ratio: Ratio
    by: str = ""
    cohorts: tuple[Cohort, ...] = ()
    removed: tuple[StageFigures, ...] = ()

    @property
    def rows(self) -> tuple[StageFigures, ...]:
        """Return the figures of all stages, those no longer in use first."""
        return (*self.removed, *self.stages)

    @property
    def deals(self) -> int:
        """Return how many deals were opened in the period."""
        return self.stages[0].entered - self.stages[0].tallied
