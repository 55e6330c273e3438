"""The ceiling of a chance: how many of those deals were won that looked best shortly before they were decided.

Without it, a history in which nothing tells winners from losers would still give its liveliest deals 90 %: they are
decided for certain, but not for certain won.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from pipeline_cli.domain.win_model import USUAL_CEILING
from pipeline_cli.domain.win_model_looks import Look, last_looks

BEST_SHARE: Final = 0.1
LEAST_CEILING: Final = 0.5
MONTH_DAYS: Final = 30
MONTHS_WORTH: Final = 4
"""The usual ceiling is worth so many months: deals are decided in waves, and those of one month go alike."""

DEALS_WORTH: Final = 2
"""A month with so many decided deals counts half of one with very many."""

LONGEST_DAYS: Final = 365
_FEWEST: Final = 10


def ceiling(looks: Sequence[Look], drives: Sequence[float], now: float) -> float:
    """Return the win rate of the tenth of decided deals that the model thought most of, drawn towards the usual one.

    Args:
        looks: at the user's deals, in any order.
        drives: what a model thinks of each look: the higher, the more; only their order matters.
        now: what was decided later is not known.
    """
    last = [place for place in last_looks(looks, now) if now - looks[place].deal.closed_at <= LONGEST_DAYS]
    last.sort(key=lambda place: (-drives[place], looks[place].deal.deal_id))
    months: defaultdict[int, list[bool]] = defaultdict(list)
    for look in (looks[place] for place in last[: max(_FEWEST, int(BEST_SHARE * len(last)))]):
        months[int((now - look.deal.closed_at) / MONTH_DAYS)].append(look.deal.is_won)
    weights = {month: len(won) / (len(won) + DEALS_WORTH) for month, won in months.items()}
    own = sum(weights[month] * sum(won) / len(won) for month, won in months.items())
    return max(LEAST_CEILING, (own + MONTHS_WORTH * USUAL_CEILING) / (sum(weights.values()) + MONTHS_WORTH))
