"""The honest pipeline: what could be let go, what is kept, and what letting go frees."""

from datetime import date, datetime
from typing import NamedTuple

from pipeline_cli.domain.chasing import NOT_PRICED, Chasing
from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.next_step import Due
from pipeline_cli.domain.pipeline import Pipeline
from pipeline_cli.domain.staleness import Basis, Freed, Suggestion


class SuggestedDeal(NamedTuple):
    """A deal, and what is suggested for it."""

    deal: Deal
    suggestion: Suggestion


class Decision(NamedTuple):
    """What to do with one deal.

    Attributes:
        deal: its number.
        action: "close" (let go), "won", "park", "ask" (for a decision) or "keep".
        reason: why it is let go; "" where the evidence is reason enough.
        until: when a parked deal comes back.
        due: the next step of one that is asked about, or kept with a new date.
    """

    deal: int
    action: str
    reason: str = ""
    until: date | None = None
    due: Due | None = None


class Decided(NamedTuple):
    """What a run of ``pipe prune`` decided, by deal number, and the pipeline before and after it."""

    closed: tuple[int, ...]
    parked: tuple[int, ...]
    kept: tuple[int, ...]
    won: tuple[int, ...]
    asked: tuple[int, ...]
    before: Pipeline
    after: Pipeline

    @property
    def deals(self) -> frozenset[int]:
        """The numbers of all deals that something was decided about."""
        return frozenset((*self.closed, *self.parked, *self.kept, *self.won, *self.asked))


class Pruning(NamedTuple):
    """Suggestions, the clearest first.

    Attributes:
        now: the time of the run.
        shown: those that were asked for, with their deals.
        total: how many there are in all.
        kept: how many open deals are not suggested.
        freed: what letting go of the suggested ones frees, or of those decided in this run.
        basis: the history that they rest on.
        decided: what this run decided; None where it only listed.
        chasing: what an hour is worth, and what chasing usually takes.
    """

    now: datetime
    shown: tuple[SuggestedDeal, ...]
    total: int
    kept: int
    freed: Freed
    basis: Basis
    decided: Decided | None = None
    chasing: Chasing = NOT_PRICED
