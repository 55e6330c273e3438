"""Going through suggestions one by one: what is decided, what comes next, and what can be taken back."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from pipeline_cli.domain.activity import Activity
from pipeline_cli.domain.next_step import NextStep
from pipeline_cli.domain.pruning import Decision, SuggestedDeal
from pipeline_cli.domain.staleness import Freed


class TriageCard(NamedTuple):
    """One suggestion as it is decided on.

    Attributes:
        suggested: the deal, and why it is suggested.
        step: its open next step.
        last: the last conversation.
        frees: what letting it go would free.
    """

    suggested: SuggestedDeal
    step: NextStep | None
    last: Activity | None
    frees: Freed


class Triage(NamedTuple):
    """A run through suggestions.

    Attributes:
        order: the deals, the clearest suggestion first.
        decided: the decisions so far, in the order in which they were made.
    """

    order: tuple[int, ...]
    decided: tuple[Decision, ...] = ()

    @property
    def current(self) -> int | None:
        """The deal to decide on; None where all are decided."""
        known = {decision.deal for decision in self.decided}
        return next((deal for deal in self.order if deal not in known), None)

    @property
    def left(self) -> int:
        """How many are still to be decided."""
        return len(self.order) - len(self.decided)

    def with_decision(self, decision: Decision) -> "Triage":
        """Return the run with one more decision."""
        return self._replace(decided=(*self.decided, decision))

    def undone(self) -> "Triage":
        """Return the run without its last decision, whose deal comes next then."""
        return self._replace(decided=self.decided[:-1])


def still_good(decisions: Iterable[Decision], suggested: Collection[int], today: date) -> tuple[Decision, ...]:
    """Return those decisions of an interrupted run that can still be carried out.

    A deal that is no longer suggested has changed since, by what was logged or decided elsewhere, and a day that has
    gone by is no day to call or to come back.
    """
    return tuple(one for one in decisions if one.deal in suggested and not _has_gone_by(one, today))


def _has_gone_by(decision: Decision, today: date) -> bool:
    is_late = decision.due is not None and decision.due.on < today
    return is_late or (decision.until is not None and decision.until <= today)
