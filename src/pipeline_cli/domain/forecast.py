"""Where a period will end: wins from the deals that are open, from those still to come, and from the recent pace.

Four ways to tell how many deals are won in a period are tried on the user's own past periods of that length: the
model of winning, the last period, the mean of the last three, and the period three before (a quarter's rhythm). They
are mixed, those that were off by less counting more. How far off the mixture was says how wide the range is.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from math import sqrt
from typing import Final, NamedTuple

from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.forecast_draws import Outlook, Range
from pipeline_cli.domain.snapshot import PastDeal, snapshot
from pipeline_cli.domain.win_model import WinModel, chance_of

WAYS: Final = ("model", "last", "mean_of_three", "quarter_ago")
USUAL_MISSES: Final = (0.25, 0.3, 0.2, 0.3)
"""How far off each way usually is, as a share of the wins."""

PRIOR_WINDOWS: Final = 2
"""Until so many past periods are known, the ways count as usual."""

USUAL_SPREAD: Final = 0.25
"""How far off a forecast usually is, besides chance, as a share of it."""

SPREAD_WORTH: Final = 3
MOST_WINDOWS: Final = 9
SHARPNESS: Final = 5

Fit = Callable[[Sequence[PastDeal], float], WinModel]


class Window(NamedTuple):
    """A stretch of time to forecast, as seen at a time: from ``start`` to before ``end``, in local days since 1970."""

    seen_at: float
    start: float
    end: float

    def earlier(self, periods: int) -> "Window":
        """Return the window of the same length so many of its lengths before."""
        back = (self.end - self.start) * periods
        return Window(self.seen_at - back, self.start - back, self.end - back)


class Ways(NamedTuple):
    """What each way says of the wins of a window, and what came; ``won`` is None where that is not known yet."""

    window: Window
    so_far: int
    model: float
    last: float
    mean_of_three: float
    quarter_ago: float
    by_win_rate: float
    won: int | None = None

    def values(self) -> tuple[float, ...]:
        """Return what the ways that are mixed say, in the order of WAYS."""
        return self.model, self.last, self.mean_of_three, self.quarter_ago


class Mixed(NamedTuple):
    """A mixture: how many wins are expected, what each way counts, and how far off such forecasts were."""

    wins: float
    weights: tuple[float, ...]
    spread: float


class PastForecast(NamedTuple):
    """A forecast as it would have been made, and what came. ``p10`` to ``p90`` hold 80 of 100."""

    first: date
    last: date
    forecast: float
    p10: int
    p90: int
    won: int
    last_period: float
    mean_of_three: float
    win_rate_x_pipeline: float


class Forecast(NamedTuple):
    """Where a period will end.

    Attributes:
        now: the time of the forecast.
        first: the first day of the period.
        last: its last day.
        currency: that of the amounts; deals in another one are not in them.
        ranges: of "wins", "revenue", "profit" and "mrr".
        mixture: what the ways say together.
        ways: what each says.
        closed: the user's decided deals.
        won: how many of those were won.
        open: how many deals are open.
        deciding: the open deals that decide most of it, each with its chance in the period.
        past: how past forecasts would have done, the oldest first.
    """

    now: datetime
    first: date
    last: date
    currency: str
    ranges: Mapping[str, Range]
    mixture: Mixed
    ways: Ways
    closed: int
    won: int
    open: int
    deciding: tuple[tuple[Deal, float], ...]
    past: tuple[PastForecast, ...]

    def wape(self, way: str = "forecast") -> float | None:
        """Return how far off a way was in all past periods together, as a share of the wins that came."""
        won = sum(one.won for one in self.past)
        return sum(abs(getattr(one, way) - one.won) for one in self.past) / won if won else None

    @property
    def inside(self) -> float | None:
        """Return how often what came lay within the range."""
        return sum(one.p10 <= one.won <= one.p90 for one in self.past) / len(self.past) if self.past else None


class Chances(NamedTuple):
    """The chance of each open deal to be won within a window."""

    deals: tuple[tuple[int, float], ...]

    @property
    def expected(self) -> float:
        """Return the wins to be expected of them."""
        return sum(chance for _, chance in self.deals)


def outlook(chances: Chances, to_come: float, mixture: Mixed, so_far: int) -> Outlook:
    """Return what the rest of a period is drawn from: the chances, raised or lowered to what the ways say together."""
    rest, said = mixture.wins - so_far, chances.expected + to_come
    if not said:
        return Outlook({}, rest, mixture.spread)
    scale = rest / said
    return Outlook({deal: min(1.0, one * scale) for deal, one in chances.deals}, to_come * scale, mixture.spread)


def won_between(deals: Sequence[PastDeal], start: float, end: float) -> int:
    """Return how many deals were won in a stretch of time."""
    return sum(deal.is_won and start <= deal.closed_at < end for deal in deals)


def chances(deals: Sequence[PastDeal], window: Window, model: WinModel) -> Chances:
    """Return the chance of each deal that is open when the window is seen."""
    at = window.seen_at
    till, before = model.share_within(window.end - at), model.share_within(max(0.0, window.start - at))
    found = []
    for deal in deals:
        if deal.is_open(at):
            drive = model.log_drive(snapshot(deal, at))
            found.append((deal.deal_id, chance_of(drive, till) - chance_of(drive, before)))
    return Chances(tuple(found))


def still_to_come(deals: Sequence[PastDeal], window: Window) -> float:
    """Return how many wins came, in the three windows before, of deals that were not open when these were seen."""
    first = min((deal.opened_at for deal in deals), default=window.seen_at)
    counts = []
    for back in range(1, 4):
        past = window.earlier(back)
        if past.seen_at >= first and past.end <= window.seen_at + _PART_OF_A_DAY:
            fresh = [deal for deal in deals if deal.opened_at >= past.seen_at]
            counts.append(won_between(fresh, max(past.start, past.seen_at), past.end))
    return sum(counts) / len(counts) if counts else 0.0


def ways(deals: Sequence[PastDeal], window: Window, model: WinModel, before: Sequence[Window]) -> Ways:
    """Return what each way says of a window.

    Args:
        deals: the user's deals.
        window: to be forecast.
        model: as fitted when the window is seen.
        before: the windows before it, the latest first, each as seen from as far before its end.
    """
    so_far = won_between(deals, window.start, min(window.seen_at, window.end))
    open_wins = chances(deals, window, model)
    decided = [deal for deal in deals if deal.closed_at <= window.seen_at]
    rate = sum(deal.is_won for deal in decided) / len(decided) if decided else 0.0
    rest = [
        won_between(deals, max(past.start, past.seen_at), past.end)
        for past in before[:_PERIODS_BACK]
        if past.end <= window.seen_at + _PART_OF_A_DAY
    ]
    model_says = open_wins.expected + still_to_come(deals, window)
    mean = sum(rest) / len(rest) if rest else model_says
    return Ways(
        window=window,
        so_far=so_far,
        model=so_far + model_says,
        last=so_far + (rest[0] if rest else model_says),
        mean_of_three=so_far + mean,
        quarter_ago=so_far + (rest[-1] if len(rest) == _PERIODS_BACK else mean),
        by_win_rate=so_far + rate * len(open_wins.deals),
    )


def is_lived_through(deals: Sequence[PastDeal], window: Window) -> bool:
    """Tell whether the records reach back far enough: deals were open for a while, and decided as it began."""
    is_decided = any(deal.closed_at <= window.start + _FIRST_DAYS for deal in deals)
    return is_decided and any(deal.opened_at <= window.start - _DAYS_BEFORE for deal in deals)


def mixed(now: Ways, past: Sequence[Ways]) -> Mixed:
    """Mix the ways by how far off each was in the past; with no past, by how far off they usually are.

    Args:
        now: what they say now.
        past: what they said of windows that are over, with what came.
    """
    level = sum((one.won or 0) for one in past) / len(past) if past else now.mean_of_three
    corrected = [one._replace(model=one.model * correction(past[:place])) for place, one in enumerate(past)]
    misses = [[abs(one.values()[place] - (one.won or 0)) for one in corrected] for place in range(len(WAYS))]
    means = [
        (sum(miss) + PRIOR_WINDOWS * usual * level) / (len(miss) + PRIOR_WINDOWS) + _SMALL
        for miss, usual in zip(misses, USUAL_MISSES, strict=True)
    ]
    strengths = [mean**-SHARPNESS for mean in means]
    weights = tuple(strength / sum(strengths) for strength in strengths)
    says = now._replace(model=now.model * correction(past)).values()
    wins = sum(weight * value for weight, value in zip(weights, says, strict=True))
    return Mixed(max(float(now.so_far), wins), weights, _spread(corrected, weights))


def correction(past: Sequence[Ways]) -> float:
    """Return what the model's past forecasts would have had to be multiplied by, drawn towards 1."""
    usual = sum(one.model for one in past) / max(1, len(past))
    said, came = sum(one.model for one in past), sum(one.won or 0 for one in past)
    return min(_MOST_CORRECTION, max(1 / _MOST_CORRECTION, (came + usual) / (said + usual))) if said else 1.0


def _spread(past: Sequence[Ways], weights: Sequence[float]) -> float:
    """Return how far off the mixture was, besides what chance alone does to a count."""
    squares = 0.0
    for one in past:
        said = max(1.0, sum(weight * value for weight, value in zip(weights, one.values(), strict=True)))
        squares += min(1.0, ((one.won or 0) - said) ** 2 / said**2) - 1 / said
    return sqrt(max(_LEAST_SPREAD**2, (squares + SPREAD_WORTH * USUAL_SPREAD**2) / (len(past) + SPREAD_WORTH)))


_PERIODS_BACK: Final = 3
_FIRST_DAYS: Final = 5
_DAYS_BEFORE: Final = 14
_PART_OF_A_DAY: Final = 0.5
_MOST_CORRECTION: Final = 1.5
_SMALL: Final = 1e-9
_LEAST_SPREAD: Final = 0.05
