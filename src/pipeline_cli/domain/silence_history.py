"""The user's own closed deals: how silent they once were, and which of them were won."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from pipeline_cli.domain.stages import stage_keys
from pipeline_cli.domain.win_chance import DEFAULTS_WORTH, shrunk, usual_chance, usual_fading

USUAL_LIMIT_DAYS: Final = 30
"""Silence that a deal may usually have. Source: README, "How the figures are worked out": at a real school
"silent > 30 days" put 49 % of deals aside and lost 20 % of later wins; "age > 30 days" lost 49 % of them."""

_SHORTEST_LIMIT_DAYS: Final = 14  # an import without contacts can make every win look immediate
_WON_PERCENT: Final = 95
_ENOUGH_AT_STAGE: Final = 10

_Tally = dict[int, tuple[int, int]]
"""Closed and won, by longest silence in days."""


class ClosedCount(NamedTuple):
    """Some closed deals of the user's own that are alike.

    Attributes:
        stage: the last open stage they were in.
        longest_silence_days: the longest stretch without reaching the customer, from opening to closing,
            the last stretch before the closing included.
        is_won: whether they were won.
        deals: how many they are.
    """

    stage: str
    longest_silence_days: int
    is_won: bool
    deals: int


class Basis(NamedTuple):
    """What a judgement rests on. It is one's own history once that outweighs the usual figures."""

    closed_deals: int
    won: int
    is_own_history: bool


class Precedents(NamedTuple):
    """The user's own closed deals that were once as silent as an open one is now.

    ``is_at_stage`` tells whether only those that came as far as its stage are counted, or all.
    """

    closed: int
    won: int
    is_at_stage: bool


class _Silences:
    """How many deals were once silent that long, answered by looking up running sums."""

    __slots__ = ("_closed", "_days", "_won")

    def __init__(self, tally: _Tally) -> None:
        self._days = sorted(tally)
        self._closed = [0, *accumulate(tally[days][0] for days in self._days)]
        self._won = [0, *accumulate(tally[days][1] for days in self._days)]

    def at_least(self, days: int) -> tuple[int, int]:
        """Return how many were silent that long, and how many of those were won."""
        place = bisect_left(self._days, days)
        return self._closed[-1] - self._closed[place], self._won[-1] - self._won[place]

    def not_exceeded_by(self, percent: int) -> int | None:
        """Return the silence that so many per cent of the won deals never exceeded, None without any."""
        won = self._won[-1]
        return self._days[bisect_left(self._won, won * percent / 100) - 1] if won else None


class History:
    """Answers about the user's closed deals, quick enough to be asked for each of thirty thousand open ones.

    A closed deal remembers only the stage it ended in. Lest an early stage be left with its losses alone, the
    deals counted at a stage are those that came at least as far.

    Attributes:
        basis: how many deals it rests on.
        won_silence_days: the silence that 95 % of won deals never exceeded, None without any.
        limit_days: that silence, leaning on USUAL_LIMIT_DAYS while the won deals are few. Leaning is by
            proportion rather than by days, so that a single win after a year doesn't undo the limit.
    """

    __slots__ = (
        "_all",
        "_at_stage",
        "_chances",
        "_stages",
        "_tallies",
        "basis",
        "limit_days",
        "won_silence_days",
    )

    def __init__(self, counts: Iterable[ClosedCount], stages: Sequence[str] | None = None) -> None:
        self._tallies = _tallies(counts)
        self._stages = stage_keys() if stages is None else stages
        self._all = _Silences(_together(self._tallies.values()))
        self._at_stage: dict[str, _Silences] = {}
        self._chances: dict[tuple[str, int], float] = {}
        closed, won = self._all.at_least(0)
        self.basis = Basis(closed, won, closed >= DEFAULTS_WORTH)
        self.won_silence_days = self._all.not_exceeded_by(_WON_PERCENT)
        self.limit_days = _limit(self.won_silence_days, won)

    def chance(self, stage: str, silent_days: int) -> float:
        """Return the chance, 0 to 1, that a deal at a stage is won after so many silent days."""
        key = (stage, silent_days)
        chance = self._chances.get(key)
        if chance is None:
            chance = self._chances[key] = self._work_out(stage, silent_days)
        return chance

    def precedents(self, stage: str, silent_days: int) -> Precedents:
        """Return what became of deals as silent: of those at the stage, or of all where those are few."""
        closed, won = self._came_as_far_as(stage).at_least(silent_days)
        if closed >= _ENOUGH_AT_STAGE:
            return Precedents(closed, won, is_at_stage=True)
        return Precedents(*self._all.at_least(silent_days), is_at_stage=False)

    def stages_from(self, stage: str) -> Sequence[str]:
        """Return a stage, and those nearer to a contract."""
        return self._stages[self._stages.index(stage) :] if stage in self._stages else [stage]

    def _work_out(self, stage: str, silent_days: int) -> float:
        """Draw the share at the stage towards that of all stages, and that towards the usual one.

        The usual one fades with silence as usual, or as the won deals that were ever so silent become rare:
        where no closed deal was, because such deals are never closed, that is all that is known.
        """
        closed, won = self._all.at_least(silent_days)
        at_stage, won_at_stage = self._came_as_far_as(stage).at_least(silent_days)
        fading = shrunk(won, self.basis.won, towards=usual_fading(silent_days / self.limit_days))
        in_all = shrunk(won, closed, towards=usual_chance(stage) * fading)
        return shrunk(won_at_stage, at_stage, towards=in_all)

    def _came_as_far_as(self, stage: str) -> _Silences:
        silences = self._at_stage.get(stage)
        if silences is None:
            tally = _together(self._tallies[each] for each in self.stages_from(stage) if each in self._tallies)
            silences = self._at_stage[stage] = _Silences(tally)
        return silences


def _tallies(counts: Iterable[ClosedCount]) -> Mapping[str, _Tally]:
    """Add up counts by stage and silence."""
    tallies: defaultdict[str, _Tally] = defaultdict(dict)
    for stage, days, is_won, deals in counts:
        tally, silence = tallies[stage], max(0, days)
        closed, won = tally.get(silence, (0, 0))
        tally[silence] = (closed + deals, won + deals if is_won else won)
    return tallies


def _together(tallies: Iterable[_Tally]) -> _Tally:
    """Add up the tallies of several stages."""
    total: _Tally = {}
    for tally in tallies:
        for days, (closed, won) in tally.items():
            closed_before, won_before = total.get(days, (0, 0))
            total[days] = (closed_before + closed, won_before + won)
    return total


def _limit(own_days: int | None, won: int) -> float:
    """Return the days of silence that speak against a deal, own and usual weighed by their deals."""
    own_share = won / (won + DEFAULTS_WORTH)
    own_to_usual = max(own_days or 0, 1) / USUAL_LIMIT_DAYS
    return max(_SHORTEST_LIMIT_DAYS, USUAL_LIMIT_DAYS * float(own_to_usual**own_share))
