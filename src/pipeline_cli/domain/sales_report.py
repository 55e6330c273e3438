"""What ``pipe report`` says: a period for the sales meeting, with the honest pipeline only.

Open deals that ``pipe prune`` would let go are no part of the pipeline: they are shown apart. Currencies stand side by
side, and are never added up.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from pipeline_cli.dates.spans import Span
from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.forecast import Forecast
from pipeline_cli.domain.funnel import StageFigures
from pipeline_cli.domain.kpi import KpiRow, Kpis
from pipeline_cli.domain.names import fold
from pipeline_cli.domain.next_step import NextStep
from pipeline_cli.domain.pipeline import Pipeline
from pipeline_cli.domain.pruning import Pruning
from pipeline_cli.domain.rate import Rate
from pipeline_cli.domain.review import VerdictReached
from pipeline_cli.money.amount import Money

FOLLOW_UPS: Final = ("agreed", "own_plan", "waiting", "none")
"""How open deals go on: an agreed next step, one of one's own, none as the customer will be in touch, none at all."""

NEAR_DAYS: Final = 14
"""Next steps of so many days from today on are listed."""


class HonestStage(NamedTuple):
    """One stage of the honest pipeline.

    Attributes:
        stage: its key.
        open: deals that are there now.
        values: what those are worth, an amount for each currency.
        let_go: deals there that could be let go, which are not among the open ones.
        went_on: of all deals ever won or lost that came there, those that came further.
        median_days: of the deals that left it, None where none did.
    """

    stage: str
    open: int
    values: tuple[Money, ...]
    let_go: int
    went_on: Rate
    median_days: float | None


class Decided(NamedTuple):
    """A deal that came to a verdict in the period, and what helped the customer, in words, "" where none is noted."""

    verdict: VerdictReached
    helped: str = ""


class Reason(NamedTuple):
    """A reason, "" where none is noted, and the deals that were lost for it."""

    text: str
    lost: Pipeline


class DealAhead(NamedTuple):
    """An open deal, its next step, and its chance to be won in the period, None where that is not asked for."""

    deal: Deal
    step: NextStep | None
    chance: float | None = None


class LetGo(NamedTuple):
    """What could be let go: how much that is, and the deals, the clearest first, with what letting go frees."""

    all: Pipeline
    pruning: Pruning


class FollowUps(NamedTuple):
    """How the honest pipeline goes on.

    Attributes:
        counts: how many deals go on in each of FOLLOW_UPS.
        overdue: how many of their next steps are late.
        near: those of the next NEAR_DAYS days, in order.
    """

    counts: Mapping[str, int]
    overdue: int = 0
    near: tuple[DealAhead, ...] = ()


class SalesReport(NamedTuple):
    """A period for the sales meeting.

    Attributes:
        now: when it was made; the pipeline and the next steps are those of that moment.
        span: the period.
        stages: the honest pipeline, from furthest to nearest to a contract.
        sales_cycle_days: the median days from opened to won, of the whole history; None without any.
        decided: the deals that came to a verdict in the period: won, then lost, then parked, the latest first.
        measures: results, and whatever has a budget, each with where it will land.
        forecast: where the period will end; None of one that is over, or without deals.
        deciding: the deals that decide most of that.
        let_go: what could be let go.
        follow_ups: how the honest pipeline goes on.
    """

    now: datetime
    span: Span
    stages: tuple[HonestStage, ...]
    sales_cycle_days: float | None
    decided: tuple[Decided, ...]
    measures: Kpis
    forecast: Forecast | None
    deciding: tuple[DealAhead, ...]
    let_go: LetGo
    follow_ups: FollowUps

    @property
    def today(self) -> date:
        """Return the day it was made on."""
        return self.now.date()

    @property
    def is_over(self) -> bool:
        """Tell whether the period lies behind."""
        return self.span.last < self.today

    @property
    def pipeline(self) -> Pipeline:
        """Return the honest pipeline: what is open, but for what could be let go."""
        return Pipeline(
            sum(one.open for one in self.stages), added_up(value for one in self.stages for value in one.values)
        )

    def reached(self, verdict: str) -> tuple[Decided, ...]:
        """Return the deals that came to one verdict: won, lost or parked."""
        return tuple(one for one in self.decided if one.verdict.verdict == verdict)

    def total(self, verdict: str) -> Pipeline:
        """Return how many deals came to one verdict, and what they are worth."""
        return total_of(one.verdict for one in self.reached(verdict))

    @property
    def win_rate(self) -> Rate:
        """Return how many deals were won, of those won or lost in the period."""
        won, lost = (len(self.reached(verdict)) for verdict in ("won", "lost"))
        return Rate(won, won + lost)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Return why deals were lost, the most frequent reason first; however it is typed, it counts as one."""
        found: defaultdict[str, list[VerdictReached]] = defaultdict(list)
        for one in self.reached("lost"):
            found[fold(one.verdict.reason.strip())].append(one.verdict)
        reasons = [Reason(deals[0].reason.strip(), total_of(deals)) for deals in found.values()]
        return tuple(sorted(reasons, key=lambda one: (-one.lost.deals, not one.text, one.text)))


def total_of(verdicts: Iterable[VerdictReached]) -> Pipeline:
    """Count deals and add up their values; a deal without a value counts as a deal alone."""
    known = list(verdicts)
    return Pipeline(len(known), added_up(one.value for one in known if one.value))


def added_up(values: Iterable[Money]) -> tuple[Money, ...]:
    """Return an amount for each currency, the most used first; nothing of those that come to nought."""
    used, sums = Counter[str](), Counter[str]()
    for value in values:
        used[value.currency] += 1
        sums[value.currency] += value.minor
    order = sorted(used, key=lambda currency: (-used[currency], currency))
    return tuple(Money(sums[currency], currency) for currency in order if sums[currency])


def honest_stages(
    stages: Sequence[StageFigures], let_go: Iterable[tuple[str, Money | None]]
) -> tuple[HonestStage, ...]:
    """Return the stages without the deals that could be let go.

    Args:
        stages: with all that is open.
        let_go: the stage and the value of each deal that could be let go. One at a stage that is none of those, which
            was removed since, is counted at the first, as the funnel does.
    """
    known, first = {one.stage for one in stages}, stages[0].stage
    gone: defaultdict[str, list[Money]] = defaultdict(list)
    counts = Counter[str]()
    for stage, value in let_go:
        counts[stage if stage in known else first] += 1
        if value:
            gone[stage].append(value)
    return tuple(_honest(one, counts[one.stage], gone[one.stage]) for one in stages)


def _honest(one: StageFigures, let_go: int, gone: Iterable[Money]) -> HonestStage:
    less = Counter[str]()
    for value in gone:
        less[value.currency] += value.minor
    values = (Money(value.minor - less[value.currency], value.currency) for value in one.open_values)
    return HonestStage(
        stage=one.stage,
        open=one.open - let_go,
        values=tuple(value for value in values if value.minor),
        let_go=let_go,
        went_on=one.went_on,
        median_days=one.median_days,
    )


def says_something(row: KpiRow) -> bool:
    """Tell whether a measure is worth a line: it has a budget, or there is or will be some of it."""
    return row.budget is not None or bool(row.figure.value) or bool(row.landing and row.landing.high)


def coverage(row: KpiRow, pipeline: Pipeline) -> float | None:
    """Return how often the honest pipeline covers what is missing to a budget of revenue; None where nothing is."""
    if row.figure.metric != "revenue" or row.budget is None:
        return None
    missing = row.budget.value - (row.figure.value or 0)
    open_values = {value.currency: value.minor for value in pipeline.values}
    return open_values.get(row.budget.currency or "", 0) / missing if missing > 0 else None
