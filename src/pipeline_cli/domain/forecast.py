"""How many deals are won in the rest of a month: of those that are open, of those still to come, and by the pace.

Four ways to tell that are tried on the user's own past months, each seen from as far before its end: the model of
winning, the last month, the mean of the last three, and the month three before (a quarter's rhythm). They are mixed,
those that were off by less counting more; a way that needs more history than there is says nothing. How far off the
mixture was says how wide the range is, and how few wins it is known from.

A period is made of months and of parts of such (:mod:`pipeline_cli.domain.forecast_periods`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from math import sqrt
from typing import Final, NamedTuple

from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.forecast_draws import Range
from pipeline_cli.domain.snapshot import PastDeal, Snapshot, snapshot
from pipeline_cli.domain.win_model import WinModel

WAYS: Final = ("model", "last", "mean_of_three", "quarter_ago")
USUAL_MISSES: Final = (0.25, 0.3, 0.2, 0.3)
"""How far off each way usually is, as a share of the wins."""

PRIOR_WINDOWS: Final = 1
"""Until so many past periods are known, the ways count as usual."""

USUAL_SPREAD: Final = 0.35
"""How far off a forecast usually is, besides chance, as a share of it."""

LEAST_HISTORY_DAYS: Final = 10
"""A shorter history says no more than one of so many days: three wins on the first day are no pace."""

MONTH_DAYS: Final = 30
PACE_DAYS: Final = 90
"""The pace is that of so many days, or of three periods where those are longer."""

WEIGHTS_WORTH: Final = 1.5
"""So many past windows say how much each way counts as well as experience does."""

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
        """Return the window of the same length so many of its lengths before, or so many months if it is shorter."""
        back = max(MONTH_DAYS, self.end - self.start) * periods
        return Window(self.seen_at - back, self.start - back, self.end - back)


class Ways(NamedTuple):
    """What each way says of the wins of a window; None where it needs more history than there is.

    Attributes:
        window: what is forecast.
        so_far: wins that had come when it was seen.
        model: what the model of winning says.
        last: what the last period says.
        mean_of_three: what the last three say together, or those of them that are known.
        quarter_ago: what the period three before says.
        by_win_rate: what win rate × pipeline says.
        known: the wins of the last time, from which the pace is known.
        won: what came; None where that is not known yet.
        share: the part of what is to come that is looked for, where that is not the whole window.
        won_of_share: what came of that part.
    """

    window: Window
    so_far: int
    model: float
    last: float | None
    mean_of_three: float | None
    quarter_ago: float | None
    by_win_rate: float
    known: int
    won: int | None = None
    share: float = 1.0
    won_of_share: int = 0

    def values(self) -> tuple[float | None, ...]:
        """Return what the ways that are mixed say, in the order of WAYS."""
        return self.model, self.last, self.mean_of_three, self.quarter_ago

    def filled(self) -> tuple[float, ...]:
        """Return the same, for a way that says nothing what the mean of three does, and for that one the model."""
        mean = self.model if self.mean_of_three is None else self.mean_of_three
        return tuple(mean if said is None else said for said in self.values())


class Mixed(NamedTuple):
    """A mixture.

    Attributes:
        wins: how many are expected.
        weights: what each way counts; nothing where it says nothing.
        spread: how far off such forecasts were.
        known: from how many wins the pace is known.
    """

    wins: float
    weights: tuple[float, ...]
    spread: float
    known: int


class PastForecast(NamedTuple):
    """A forecast as it would have been made, and what came. ``p10`` to ``p90`` hold 80 of 100."""

    first: date
    last: date
    forecast: float
    p10: int
    p90: int
    won: int
    last_period: float | None
    mean_of_three: float | None
    win_rate_x_pipeline: float


class Forecast(NamedTuple):
    """Where a period will end.

    Attributes:
        now: the time of the forecast.
        first: the first day of the period.
        last: its last day.
        currency: that of the amounts; deals in another one are not in them. It is the one of most deals.
        ranges: of "wins", "revenue", "profit" and "mrr".
        mixture: what the ways say together.
        ways: what each says.
        closed: the user's decided deals.
        won: how many of those were won.
        open: how many deals are open.
        deciding: the open deals that decide most of it, each with its chance in the period.
        past: how past forecasts would have done, the oldest first.
        others: the ranges of the amounts in other currencies.
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
    others: Mapping[str, Mapping[str, Range]] = {}

    def wape(self, way: str = "forecast") -> float | None:
        """Return how far off a way was in the past periods of which it said something, as a share of their wins."""
        told = [(value, one.won) for one in self.past if (value := getattr(one, way)) is not None]
        won = sum(came for _, came in told)
        return sum(abs(value - came) for value, came in told) / won if won else None

    @property
    def inside(self) -> float | None:
        """Return how often what came lay within the range."""
        return sum(one.p10 <= one.won <= one.p90 for one in self.past) / len(self.past) if self.past else None


class Chances(NamedTuple):
    """The chance of each open deal to be won within a window; in a sample, each stands for so many."""

    deals: tuple[tuple[int, float], ...]
    each_for: float = 1.0

    @property
    def expected(self) -> float:
        """Return the wins to be expected of them."""
        return self.each_for * sum(chance for _, chance in self.deals)

    @property
    def open(self) -> float:
        """Return how many deals they stand for."""
        return self.each_for * len(self.deals)


def won_between(deals: Sequence[PastDeal], start: float, end: float) -> int:
    """Return how many deals were won in a stretch of time."""
    return sum(deal.is_won and start <= deal.closed_at < end for deal in deals)


def chances(deals: Sequence[PastDeal], window: Window, model: WinModel, each_for: float = 1.0) -> Chances:
    """Return the chance of each deal that is open when the window is seen."""
    at = window.seen_at
    return chances_of((snapshot(deal, at) for deal in deals if deal.is_open(at)), window, model, each_for)


def chances_of(seen: Iterable[Snapshot], window: Window, model: WinModel, each_for: float = 1.0) -> Chances:
    """Return the chance of each open deal, from what is known of it when the window is seen."""
    return chances_by_drive(((deal.deal_id, model.log_drive(deal)) for deal in seen), window, model, each_for)


def chances_by_drive(
    drives: Iterable[tuple[int, float]], window: Window, model: WinModel, each_for: float = 1.0
) -> Chances:
    """Return the chance of each open deal, by its log drive when the window is seen."""
    at = window.seen_at
    till, before = model.share_within(window.end - at), model.share_within(max(0.0, window.start - at))
    found = ((deal, model.chance_of(drive, till) - model.chance_of(drive, before)) for deal, drive in drives)
    return Chances(tuple(found), each_for)


def still_to_come(deals: Sequence[PastDeal], window: Window) -> float:
    """Return how many wins are to be expected of deals that are not open when a window is seen.

    As many as came in the three windows before, of deals that were not open when these were seen. Where the history
    has none as long as that, its pace goes on. Half a win is added: where none came, nobody knows that none ever will.

    Source: Jeffreys, An invariant form for the prior probability, Proc. R. Soc. A 186 (1946), for a Poisson rate.
    """
    first = min((deal.opened_at for deal in deals), default=window.seen_at)
    won, counts = [deal for deal in deals if deal.is_won], []
    for back in range(1, 4):
        past = window.earlier(back)
        if past.seen_at >= first and past.end <= window.seen_at + _PART_OF_A_DAY:
            fresh = [deal for deal in won if deal.opened_at >= past.seen_at]
            counts.append(won_between(fresh, max(past.start, past.seen_at), past.end))
    return (sum(counts) + _HALF_A_WIN) / len(counts) if counts else _at_the_pace(won, first, window)


def _at_the_pace(won: Sequence[PastDeal], first: float, window: Window) -> float:
    """Return what deals yet to be opened bring: the wins of each day, as far as wins come as soon after the opening.

    Args:
        won: the deals that were won; those after the window is seen are left out.
        first: when the history begins.
        window: to be forecast.
    """
    began = max(first, _pace_began(window))
    recent = [deal for deal in won if began <= deal.closed_at < window.seen_at]
    per_day = (len(recent) + _HALF_A_WIN) / max(LEAST_HISTORY_DAYS, window.seen_at - began)
    start, end = max(0.0, window.start - window.seen_at), max(0.0, window.end - window.seen_at)
    # One more that took no time: how long a win takes is not known before there are some.
    took = [0.0, *(deal.closed_at - deal.opened_at for deal in recent)]
    return per_day * sum(max(0.0, end - max(start, days)) for days in took) / len(took)


def _pace_began(window: Window) -> float:
    return window.seen_at - max(PACE_DAYS, _PERIODS_BACK * (window.end - window.start))


def before_that_are_over(before: Sequence[Window], seen_at: float) -> list[Window]:
    """Return those of some windows that were over when another one was seen."""
    return [past for past in before if past.end <= seen_at + _PART_OF_A_DAY]


def ways(deals: Sequence[PastDeal], window: Window, open_deals: Chances, before: Sequence[Window]) -> Ways:
    """Return what each way says of a window.

    Args:
        deals: the user's deals.
        window: to be forecast.
        open_deals: when the window is seen, by a model as fitted then.
        before: the windows before it, each one month before the other, the latest first.
    """
    won = [deal for deal in deals if deal.is_won]
    so_far = won_between(won, window.start, min(window.seen_at, window.end))
    decided = [deal for deal in deals if deal.closed_at <= window.seen_at]
    rate = sum(deal.is_won for deal in decided) / len(decided) if decided else 0.0
    over = before_that_are_over(before, window.seen_at)
    rest = [so_far + won_between(won, max(past.start, past.seen_at), past.end) for past in over]
    a_quarter_ago = -(len(before) - len(over) + 1) % _PERIODS_BACK
    return Ways(
        window=window,
        so_far=so_far,
        model=so_far + open_deals.expected + still_to_come(deals, window),
        last=rest[0] if rest else None,
        mean_of_three=sum(lately) / len(lately) if (lately := rest[:_PERIODS_BACK]) else None,
        quarter_ago=rest[a_quarter_ago] if a_quarter_ago < len(rest) else None,
        by_win_rate=so_far + rate * open_deals.open,
        known=won_between(won, _pace_began(window), window.seen_at),
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
    corrected = [one._replace(model=one.model * correction(past[:place])) for place, one in enumerate(past)]
    weights = _weights(corrected)
    wins = _together(weights, now._replace(model=now.model * correction(past)))
    told = ((_together(weights, one) - one.so_far, (one.won or 0) - one.so_far) for one in corrected)
    return Mixed(max(_least(now), wins), _of_those_known(weights, now), spread_of(told), now.known)


def _weights(past: Sequence[Ways]) -> tuple[float, ...]:
    """Return what each way counts: more if it was off by less, and as usual while little is known of that.

    A month of few wins tells little of it, since chance alone may be as far off.
    """
    worth = [_worth(float(one.won or 0)) for one in past]
    level = sum(each * (one.won or 0) for each, one in zip(worth, past, strict=True)) / (sum(worth) or 1.0) or 1.0
    means = list(USUAL_MISSES)
    for place, usual in enumerate(USUAL_MISSES):
        misses = (each * abs(one.filled()[place] - (one.won or 0)) for each, one in zip(worth, past, strict=True))
        means[place] = (sum(misses) / level + PRIOR_WINDOWS * usual) / (sum(worth) + PRIOR_WINDOWS) + _SMALL
    learnt, usual_ones = _strengths(means), _strengths(USUAL_MISSES)
    share = sum(worth) / (sum(worth) + WEIGHTS_WORTH)
    return tuple(share * own + (1 - share) * usual for own, usual in zip(learnt, usual_ones, strict=True))


def _strengths(misses: Sequence[float]) -> list[float]:
    """Return what ways count that are off so far, 1 together."""
    strengths = [miss**-SHARPNESS for miss in misses]
    return [strength / sum(strengths) for strength in strengths]


def _worth(wins: float) -> float:
    """Return how much a forecast of so many wins tells of how far off forecasts are: 0 to 1."""
    return (USUAL_SPREAD**2 / (1 / max(1.0, wins) + USUAL_SPREAD**2)) ** 2


def _least(now: Ways) -> float:
    """Return what comes at least: what has come, and half a win in as long as the pace is known for."""
    window = now.window
    left = max(0.0, window.end - max(window.start, window.seen_at))
    return now.so_far + _HALF_A_WIN * left / (window.seen_at - _pace_began(window))


def _of_those_known(weights: Sequence[float], says: Ways) -> tuple[float, ...]:
    """Return the weights with those of the ways that say nothing given to what stands in for them."""
    known = [weight if said is not None else 0.0 for weight, said in zip(weights, says.values(), strict=True)]
    known[_MODEL if says.mean_of_three is None else _MEAN] += sum(weights) - sum(known)
    return tuple(known)


def _together(weights: Sequence[float], says: Ways) -> float:
    return sum(weight * value for weight, value in zip(weights, says.filled(), strict=True))


def correction(past: Sequence[Ways]) -> float:
    """Return what the model's past forecasts would have had to be multiplied by, drawn towards 1."""
    usual = sum(one.model for one in past) / max(1, len(past))
    said, came = sum(one.model for one in past), sum(one.won or 0 for one in past)
    return min(_MOST_CORRECTION, max(1 / _MOST_CORRECTION, (came + usual) / (said + usual))) if said else 1.0


def spread_of(past: Iterable[tuple[float, float]]) -> float:
    """Return how far off forecasts were of what was still to come, besides what chance alone does to a count.

    A forecast of a few wins tells little of it, since chance alone may be as far off: it counts for less, and the usual
    spread for more.

    Args:
        past: what was said to come, and what came.
    """
    squares, worth = SPREAD_WORTH * USUAL_SPREAD**2, float(SPREAD_WORTH)
    for told, came in past:
        said = max(1.0, told)
        each = _worth(said)
        squares += each * (min(1.0, (came - said) ** 2 / said**2) - 1 / said)
        worth += each
    return sqrt(max(_LEAST_SPREAD**2, squares / worth))


_PERIODS_BACK: Final = 3
_HALF_A_WIN: Final = 0.5
_MODEL, _MEAN = WAYS.index("model"), WAYS.index("mean_of_three")
_FIRST_DAYS: Final = 5
_DAYS_BEFORE: Final = 14
_PART_OF_A_DAY: Final = 0.5
_MOST_CORRECTION: Final = 1.5
_SMALL: Final = 1e-9
_LEAST_SPREAD: Final = 0.05
