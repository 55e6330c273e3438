"""A quota taken apart: what is won, what the open deals should bring, and the work that the rest takes."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from math import ceil
from typing import Final, NamedTuple

from pipeline_cli.domain.kpi import KpiRow
from pipeline_cli.domain.plan import Plan, WhatIf
from pipeline_cli.domain.plan_customers import RepeatCustomer
from pipeline_cli.domain.plan_pipeline import OpenWork
from pipeline_cli.domain.plan_ratios import STEPS, PlanRatios

MOST_A_DAY: Final = 100
"""New approaches that can be made in a working day; twice as many as one makes by now are possible, too."""

_NOISE: Final = 1e-9
"""What arithmetic may add to a number: 3.0000000001 contracts are 3."""


class Need(NamedTuple):
    """How much of something is needed: in all, and for each week and working day left; None where none is left."""

    total: int
    per_week: float | None
    per_day: float | None


class Each(NamedTuple):
    """What one contract brings.

    Attributes:
        amount: in minor units; 1 where contracts are counted; None where nobody knows.
        deals: how many won deals it is the mean of; 0 where the user said it.
    """

    amount: float | None
    deals: int = 0


class Needs(NamedTuple):
    """What is needed for a quota besides what is won and what is open.

    Attributes:
        missing: what is not won yet, in minor units or contracts.
        rest: what of it the open deals should not cover: it takes new work.
        steps: how much of each of STEPS that takes; None where nobody knows what a contract brings.
    """

    missing: float
    rest: float
    steps: Mapping[str, Need] | None


class Planned(NamedTuple):
    """A plan as it stands.

    Attributes:
        now: when.
        plan: the plan.
        what_if: what was tried out.
        row: what is won, where it will land, and what would close the gap.
        work: the open deals.
        each: what a contract brings.
        known: what it brings by the user's own records.
        ratios: what a contract takes.
        days_left: working days left.
        needs: what is needed.
        cycle_days: the days that a deal usually takes from opened to won; None where too few were won.
        customers: those with a potential to buy again.
        others: other plans in force.
        approaches: new approaches of a working day at present; None where that is not known.
    """

    now: datetime
    plan: Plan
    what_if: WhatIf
    row: KpiRow
    work: OpenWork
    each: Each
    known: Each
    ratios: PlanRatios
    days_left: int
    needs: Needs
    cycle_days: float | None
    customers: tuple[RepeatCustomer, ...]
    others: tuple[Plan, ...] = ()
    approaches: float | None = None

    @property
    def won(self) -> float:
        """Return what is won so far, in minor units or contracts."""
        return self.row.figure.value or 0

    @property
    def is_said(self) -> bool:
        """Tell whether what a contract brings is the user's word, since no record says so."""
        return self.known.amount is None and self.each.amount is not None

    @property
    def is_trial(self) -> bool:
        """Tell whether anything is tried out against what the records say."""
        tried = self.what_if._replace(value=None) if self.is_said else self.what_if
        return tried.is_asked

    @property
    def coverage(self) -> float | None:
        """Return the pipeline coverage: open amount / what is missing; None where nothing is, or no amount is known."""
        if not self.needs.missing or (self.work.deals and not self.work.amount):
            return None
        return self.work.amount / self.needs.missing

    @property
    def share_covered(self) -> float | None:
        """Return which share of what is missing the open deals should cover, 0 to 1."""
        return min(1.0, self.work.worth / self.needs.missing) if self.needs.missing else None

    @property
    def begin_by(self) -> date | None:
        """Return the day by which a deal has to be begun to be won in time, usually."""
        return None if self.cycle_days is None else self.plan.last_on - timedelta(days=ceil(self.cycle_days))


def needs(quota: float, won: float, worth: float, each: Each, ratios: PlanRatios, days: tuple[int, int]) -> Needs:
    """Return what a quota needs besides what is won and what the open deals should bring.

    Whole contracts are counted, and the work for these.

    Args:
        quota: in minor units or contracts.
        won: so far.
        worth: what the open deals should bring.
        each: what one contract brings.
        ratios: what one contract takes.
        days: working days left, and of a week.
    """
    missing = max(0.0, quota - won)
    rest = max(0.0, missing - worth)
    if not each.amount:
        return Needs(missing, rest, None if rest else {step: need(0, days) for step in STEPS})
    contracts = _whole(rest / each.amount)
    return Needs(missing, rest, {step: need(_whole(contracts * ratios.per_contract[step]), days) for step in STEPS})


def need(total: int, days: tuple[int, int]) -> Need:
    """Return a need for each week and working day left; a last week that is no whole one needs no more than all."""
    left, of_a_week = days
    if left <= 0:
        return Need(total, None, None)
    return Need(total, min(float(total), total / left * of_a_week), total / left)


def daily(planned: Planned) -> int | None:
    """Return the whole new approaches of each working day; None where nobody knows, or none or too many are needed."""
    steps = planned.needs.steps
    each = steps["new_approaches"].per_day if steps else None
    most = max(MOST_A_DAY, 2 * (planned.approaches or 0.0))
    return _whole(each) if each and each <= most else None


def _whole(number: float) -> int:
    return ceil(number * (1 - _NOISE))
