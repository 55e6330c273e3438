"""A model of winning: the chance of an open deal, from what is known of it, with an interval and in plain Python.

The logarithm of the drive towards a win (the cumulative hazard over a horizon) is a sum: a start, a weight for each
feature of the deal, and what its stage, source and owner add. A drive of d means a chance of c * (1 - exp(-d * u / c)):
however much speaks for a deal, some customers say no, so that no chance is above the ceiling c. The usual ceiling u is
what the drive is fitted under; another one changes high chances, and low ones hardly at all.
:data:`FEATURES` holds the weights that it starts from, ``win_model_fit`` draws them towards the user's own history.
Also in the README, "How the figures are worked out".
"""

from collections.abc import Mapping
from functools import cache
from math import exp, expm1, inf, log, log1p, sqrt
from typing import Final, NamedTuple

from pipeline_cli.domain.snapshot import Snapshot
from pipeline_cli.domain.win_chance import interval, usual_chance

DEFAULT_HORIZON_DAYS: Final = 90
"""Within how many days a win counts, until the user's own deals tell how long one takes."""


LEAST_FADING: Final = -0.1
"""A chance fades with silence at least so fast, for each e-fold of days: of two deals alike, the one that was silent
longer is never the better one."""


class Feature(NamedTuple):
    """One thing that the chance depends on.

    Attributes:
        name: its code.
        weight: what it usually adds to the log drive, for each of its units.
        spread: how far from that the user's own weight may well be (one standard deviation).
        least: no history makes it lower.
        most: no history makes it higher.
    """

    name: str
    weight: float
    spread: float
    least: float = -inf
    most: float = inf


FEATURES: Final = (
    Feature("start", 0.0, 1.5),
    Feature("age_first_quarter", -0.1, 0.2, most=0.0),
    Feature("age_second_quarter", -0.2, 0.3, most=0.0),
    Feature("age_third_quarter", -0.3, 0.4, most=0.0),
    Feature("age_fourth_quarter", -0.4, 1.5, most=0.0),
    Feature("age_beyond", -0.5, 2.5, most=0.0),
    Feature("silence_to_14", -0.3, 0.2, most=LEAST_FADING),
    Feature("silence_14_to_45", -0.5, 0.3, most=LEAST_FADING),
    Feature("silence_over_45", -0.8, 0.4, most=LEAST_FADING),
    Feature("never_reached", -0.2, 0.3),
    Feature("contacts", 0.0, 0.2),
    Feature("recent_contacts", 0.5, 0.3),
    Feature("recent_inbound", 0.4, 0.3, least=0.0),
    Feature("replies_per_month", 0.2, 0.7, least=0.0),
    Feature("minutes_each", 0.2, 0.2),
    Feature("attempts", -0.15, 0.2),
    Feature("moves", -0.2, 0.3),
    Feature("agreed_step", 0.5, 0.5, least=0.0),
    Feature("own_plan", 0.2, 0.4),
    Feature("overdue_step", -0.1, 0.4),
    Feature("waiting", -0.2, 0.4),
)
"""Logarithms of 1 + days or counts, and marks of 0 or 1; those with days in their name count from the first to the last
of these only."""

USUAL_CEILING: Final = 0.75
"""Until the user's own deals tell: of four that look as good as can be, one is lost."""

USUAL_LET_GO_BELOW: Final = 0.05
"""Until the user's own deals tell what a deal is worth."""

NAMES: Final = tuple(feature.name for feature in FEATURES)
EFFECT_SPREAD: Final = 0.5
"""How much a stage, a source or an owner usually differs from the others, in log drive."""

TIMING: Final = (0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0)
"""Parts of the horizon after which it is counted how many of the wins have come."""

USUAL_TIMING: Final = tuple(expm1(-3 * part) / expm1(-3) for part in TIMING)
"""Most wins come early: of those within the horizon, four fifths in its first half."""

_DAYS_14, _DAYS_45 = log1p(14), log1p(45)
_MONTH: Final = 30  # days
HIGHEST_DRIVE: Final = 20.0  # a log drive; beyond it the chance is 1 to the last digit
_NORMAL_95: Final = 1.6449  # of 20 true log drive, one lies below the interval and one above


def features(deal: Snapshot, horizon_days: float) -> tuple[float, ...]:
    """Return the features of a deal, in the order of :data:`FEATURES`."""
    age, silence = log1p(deal.age), log1p(deal.silence)
    first, second, third, fourth = age_quarters(horizon_days)
    contacts, step = deal.contacts, deal.step
    return (
        1.0,
        min(age, first),
        min(max(age - first, 0.0), second - first),
        min(max(age - second, 0.0), third - second),
        min(max(age - third, 0.0), fourth - third),
        max(age - fourth, 0.0),
        min(silence, _DAYS_14),
        min(max(silence - _DAYS_14, 0.0), _DAYS_45 - _DAYS_14),
        max(silence - _DAYS_45, 0.0),
        0.0 if contacts else 1.0,
        log1p(contacts),
        log1p(deal.recent),
        log1p(deal.inbound),
        log1p(_MONTH * deal.replies / (deal.age + _MONTH)),
        log1p(deal.minutes / contacts) if contacts else 0.0,
        log1p(deal.attempts),
        log1p(deal.moves),
        1.0 if step == "agreed" else 0.0,
        1.0 if step == "planned" else 0.0,
        1.0 if step == "overdue" else 0.0,
        1.0 if step == "waiting" else 0.0,
    )


@cache
def age_quarters(horizon_days: float) -> tuple[float, ...]:
    """Return where each quarter of the horizon ends, as logarithms of 1 + days."""
    return tuple(log1p(part * horizon_days) for part in (0.25, 0.5, 0.75, 1.0))


@cache
def usual_drive(stage: str) -> float:
    """Return the usual log drive at a stage, of a deal whose customer was just reached."""
    return drive_of(usual_chance(stage), USUAL_CEILING)


def effect_keys(deal: Snapshot) -> tuple[str, str, str]:
    """Return the names under which the effects of its stage, source and owner are kept."""
    return f"stage {deal.stage}", f"source {deal.source}", f"owner {deal.owner}"


class WinModel(NamedTuple):
    """A fitted model, or the usual one.

    Attributes:
        closed: the user's own decided deals that it rests on.
        won: how many of them were won.
        horizon_days: within how many days a win counts.
        is_stage_known: whether the user's deals were seen to move through stages, so that a stage means something.
        weights: in the order of FEATURES.
        effects: what a stage, source or owner adds, by ``effect_keys``; not in there: nothing.
        timing: the share of the drive that has come after each of TIMING of the horizon.
        covariance: how unsure the weights are, row by row.
        let_go_below: the chance below which a deal takes more time than it is worth.
        fitted_at: as of when, in local days since 1970.
        ceiling: the chance of a deal for which everything speaks.
    """

    closed: int
    won: int
    horizon_days: float
    is_stage_known: bool
    weights: tuple[float, ...]
    effects: Mapping[str, float]
    timing: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]
    let_go_below: float
    fitted_at: float
    ceiling: float = USUAL_CEILING

    def log_drive(self, deal: Snapshot) -> float:
        """Return the log drive that a deal is won within the horizon."""
        effects = self.effects
        total = sum(map(float.__mul__, self.weights, features(deal, self.horizon_days)))
        stage, source, owner = effect_keys(deal)
        if self.is_stage_known:
            total += usual_drive(deal.stage) + effects.get(stage, 0.0)
        return total + effects.get(source, 0.0) + effects.get(owner, 0.0)

    def chance(self, deal: Snapshot) -> float:
        """Return the chance, 0 to 1, that a deal is won within the horizon."""
        return self.chance_of(self.log_drive(deal))

    def chance_of(self, log_drive: float, share: float = 1.0) -> float:
        """Return the chance of a win, given the log drive and the share of the horizon's drive that has time."""
        drive = share * exp(min(log_drive, HIGHEST_DRIVE))
        return -self.ceiling * expm1(-drive * USUAL_CEILING / self.ceiling)

    def share_within(self, days: float) -> float:
        """Return the share of the horizon's drive that comes within some days."""
        return timing_share(self.timing, days / self.horizon_days)

    def interval(self, deal: Snapshot) -> tuple[float, float]:
        """Return between what the chance lies 9 times in 10, never surer than the user's own deals allow."""
        values, middle = features(deal, self.horizon_days), self.log_drive(deal)
        reach = _NORMAL_95 * sqrt(max(0.0, _quadratic(self.covariance, values)))
        low, high = interval(self.chance_of(middle), self.closed)
        return min(low, self.chance_of(middle - reach)), max(high, self.chance_of(middle + reach))


def timing_share(timing: tuple[float, ...], part: float) -> float:
    """Return the share of the drive that has come after a part of the horizon, in between on a straight line."""
    before, share_before = 0.0, 0.0
    for after, share in zip(TIMING, timing, strict=True):
        if part <= after:
            return share_before + (share - share_before) * (part - before) / (after - before)
        before, share_before = after, share
    return 1.0


def usual_model() -> WinModel:
    """Return the model of someone without any decided deal."""
    spreads = [feature.spread**2 for feature in FEATURES]
    covariance = tuple(tuple(s if i == j else 0.0 for j in range(len(spreads))) for i, s in enumerate(spreads))
    weights = tuple(feature.weight for feature in FEATURES)
    return WinModel(
        closed=0,
        won=0,
        horizon_days=DEFAULT_HORIZON_DAYS,
        is_stage_known=True,
        weights=weights,
        effects={},
        timing=USUAL_TIMING,
        covariance=covariance,
        let_go_below=USUAL_LET_GO_BELOW,
        fitted_at=0.0,
    )


USUAL_MODEL: Final = usual_model()


def drive_of(chance: float, ceiling: float) -> float:
    """Return the log drive that means a chance, which must be below the ceiling."""
    return log(-log1p(-chance / ceiling))


def _quadratic(matrix: tuple[tuple[float, ...], ...], vector: tuple[float, ...]) -> float:
    return sum(a * sum(map(float.__mul__, row, vector)) for a, row in zip(vector, matrix, strict=True))
