"""What one contract takes: valid meetings, meetings, appointments, calls and new approaches.

The rule of thumb speaks of stages: 1 contract : 3 prospects : 30 potential customers : 300 new approaches. In work that
is one valid meeting for each prospect, one appointment and one meeting for each potential customer, and one call for
each new approach. Once ENOUGH deals are won, the user's own deals take the place of the rule; and where as much as one
of a kind of work was recorded for each contract of the last weeks, what was recorded takes the place of both.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from pipeline_cli.domain.funnel_ratio import RULE, Ratio, rule_stages
from pipeline_cli.domain.landing import USUAL_RATES
from pipeline_cli.domain.measures import Counts
from pipeline_cli.domain.rate import ENOUGH, Rate

WORK: Final = ("valid_meetings", "meetings", "appointments", "calls", "new_approaches")
"""The work that leads to a contract, from nearest to furthest."""

STEPS: Final = ("contracts", *WORK)

_PLACES: Final = {"valid_meetings": 1, "meetings": 2, "appointments": 2, "calls": 3, "new_approaches": 3}
"""Which part of the rule each kind of work stands for, by its place in RULE."""

_AT_LEAST: Final = {"meetings": "valid_meetings", "calls": "appointments"}
"""What there is at least as much of as of something else."""


class PlanRatios(NamedTuple):
    """What one contract takes.

    Attributes:
        per_contract: of each of STEPS.
        sources: where each is from: work (counted in the records), deals (the user's own, stage by stage) or rule.
        won: how many deals of the whole history were won, of those decided.
        win_rate: the share that is reckoned with, 0 to 1.
    """

    per_contract: Mapping[str, float]
    sources: Mapping[str, str]
    won: Rate
    win_rate: float

    @property
    def basis(self) -> str:
        """Return own or rule."""
        return "rule" if set(self.sources.values()) == {"rule"} else "own"


def plan_ratios(funnel: Ratio, won: Rate, lately: Counts) -> PlanRatios:
    """Return what one contract takes.

    Args:
        funnel: what it takes of each stage.
        won: how many deals of the whole history were won, of those decided.
        lately: what was recorded of late.
    """
    per_contract, sources = {"contracts": 1.0}, {}
    for step in WORK:
        per_contract[step], sources[step] = _takes(step, funnel, lately)
    for step, other in _AT_LEAST.items():
        per_contract[step] = max(per_contract[step], per_contract[other])
    win_rate = won.share if won.is_telling and won.share else USUAL_RATES["win_rate"]
    return PlanRatios(per_contract, sources, won, win_rate)


def at_win_rate(ratios: PlanRatios, win_rate: float) -> PlanRatios:
    """Return the ratios at another win rate: who wins twice as often needs half of all that leads to a contract."""
    scale = ratios.win_rate / win_rate
    work = {step: max(1.0, takes * scale) for step, takes in ratios.per_contract.items() if step in WORK}
    return ratios._replace(per_contract={"contracts": 1.0, **work}, win_rate=win_rate)


def _takes(step: str, funnel: Ratio, lately: Counts) -> tuple[float, str]:
    """Return how much of a kind of work one contract takes, and where that is from."""
    recorded: int = getattr(lately, step)
    if step != "new_approaches" and lately.contracts >= ENOUGH and recorded >= lately.contracts:
        return recorded / lately.contracts, "work"
    place = _PLACES[step]
    if funnel.own is None:
        return float(RULE[place]), "rule"
    return funnel.per_contract[rule_stages()[place - 1]], "deals"
