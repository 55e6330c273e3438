"""How many new approaches, potential customers and prospects one contract takes, and where the funnel is narrowest."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Final, NamedTuple

from pipeline_cli.domain.funnel import StageFigures
from pipeline_cli.domain.rate import ENOUGH, Rate
from pipeline_cli.domain.win_chance import stage_like, usual_chance

RULE_STAGES: Final = ("prospect", "potential", "approach")
"""The stages that the rule of thumb speaks of, from nearest to a contract to furthest."""

RULE: Final = (1, 3, 30, 300)
"""1 contract : 3 prospects : 30 potential customers : 300 new approaches, the rule of thumb of the trade."""

_DIGITS: Final = 1


class Ratio(NamedTuple):
    """What one contract takes.

    Attributes:
        own: like RULE, from the user's own history; None while fewer than ENOUGH deals are won.
        per_contract: what one more contract takes at each stage, by the own ratios once there are any.
        have: deals open at each stage now.
        won: how many won deals the history has.
    """

    own: tuple[float, ...] | None
    per_contract: Mapping[str, float]
    have: Mapping[str, int]
    won: int

    @property
    def needed(self) -> dict[str, int]:
        """Return the whole deals that one more contract takes at each stage."""
        return {stage: ceil(round(deals, 6)) for stage, deals in self.per_contract.items()}

    @property
    def contracts(self) -> float:
        """Return how many contracts the deals open now would make."""
        return sum(deals / self.per_contract[stage] for stage, deals in self.have.items())


def rule_stages() -> tuple[str, ...]:
    """Return the stages in use that stand for those of the rule; one can stand for two where there are few."""
    return tuple(map(stage_like, RULE_STAGES))


def ratio(stages: Sequence[StageFigures], won: Rate) -> Ratio:
    """Return what one contract takes.

    The own ratios count, for each deal won, the deals won or lost that came to a stage; what was tallied counts at the
    first one. Deals that are still open have come to nothing yet, either way.

    Args:
        stages: the figures of the user's whole history.
        won: how many of its decided deals were won.
    """
    is_own = won.hits >= ENOUGH
    own = {one.stage: (one.went_on.of + one.tallied) / won.hits for one in stages} if is_own else {}
    usual = {one.stage: 1 / usual_chance(one.stage) for one in stages}
    return Ratio(
        own=(1, *(round(own[stage], _DIGITS) for stage in rule_stages())) if own else None,
        per_contract=own or usual,
        have={one.stage: one.open for one in stages},
        won=won.hits,
    )


def judged(stages: Sequence[StageFigures]) -> list[StageFigures]:
    """Return the stages of which enough is decided to judge them."""
    return [one for one in stages if one.went_on.is_telling]


def narrowest(stages: Sequence[StageFigures]) -> StageFigures | None:
    """Return the stage that the smallest share goes on from; None where fewer than two can be judged, or all go on."""
    telling = judged(stages)
    found = min(telling, key=lambda one: one.went_on.hits / one.went_on.of, default=None)
    if found is None or len(telling) < 2 or found.went_on.hits == found.went_on.of:  # noqa: PLR2004  # one alone is no comparison
        return None
    return found
