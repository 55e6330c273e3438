"""A forecast of any period, made of what is still to come in each of its months, or in a part of such.

What the rest of a month brings is told by the ways of :mod:`pipeline_cli.domain.forecast`. A part of it brings its
share, by the chances of the open deals within those days. So nothing that a period holds depends on how it is asked
for: a longer one never holds less, and a quarter holds what its months do.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from pipeline_cli.dates.spans import add_months
from pipeline_cli.domain.forecast import MOST_WINDOWS, Chances, Mixed, Ways, Window, chances_by_drive, mixed
from pipeline_cli.domain.forecast_draws import Outlook
from pipeline_cli.domain.snapshot import Snapshot
from pipeline_cli.domain.win_model import WinModel

EPOCH: Final = date(1970, 1, 1)


class Part(NamedTuple):
    """What a period has of a month: the days from ``start`` to before ``end``.

    Attributes:
        start: in local days since 1970.
        end: the same.
        windows: the rest of that month, and that of as many months before each, the latest first.
    """

    start: float
    end: float
    windows: tuple[Window, ...]

    def days_of(self, window: Window) -> Window:
        """Return the same days of one of the windows."""
        rest = self.windows[0]
        back = rest.seen_at - window.seen_at
        end = window.end if self.end == rest.end else min(window.end, self.end - back)
        start = window.start if self.start == rest.start else min(end, max(window.start, self.start - back))
        return window._replace(start=start, end=end)


class OpenAndToCome(NamedTuple):
    """What the model says of a window: the chances of its open deals, and the wins of deals to come.

    Attributes:
        whole: the chances in the window.
        inside: those in a part of it.
        to_come: wins of deals that are not open yet, in the window.
        days: which part of the window's days it is.
    """

    whole: Chances
    inside: Chances
    to_come: float
    days: float

    @property
    def share(self) -> float:
        """Return which part of the wins of the window comes in those days."""
        said = self.whole.expected + self.to_come
        return min(1.0, (self.inside.expected + self.to_come * self.days) / said) if said else self.days


class Said(NamedTuple):
    """What was said of the rest of a period at a time: so many wins, and what has come since, if that is known."""

    seen_at: float
    end: float
    rest: float
    came: int
    known: int

    def is_over(self, at: float) -> bool:
        """Tell whether the months that it speaks of were over at a time."""
        return self.end <= at + _PART_OF_A_DAY


def parts_of(first: date, last: date, seen_at: float) -> list[Part]:
    """Return what is left of a period, month by month: one part at least, without a day if the period is over."""
    today = day_of(seen_at)
    end, this_month = max(seen_at, day_number(last) + 1), today.replace(day=1)
    months = range(_months_between(this_month, max(first, today)), _months_between(this_month, max(last, today)) + 1)
    every = [_month_windows(this_month, ahead, seen_at) for ahead in months]
    return [Part(max(day_number(first), one[0].start), min(end, one[0].end), one) for one in every]


def months_back(part: Part, past: Ways) -> int:
    """Return how many months before the present ones a past one was."""
    return _months_between(day_of(past.window.end), day_of(part.windows[0].end))


def day_of(at: float) -> date:
    """Return the day of a time in days since 1970."""
    return EPOCH + timedelta(days=int(at))


def _months_between(one: date, other: date) -> int:
    return (other.year - one.year) * 12 + other.month - one.month


def _month_windows(this_month: date, ahead: int, seen_at: float) -> tuple[Window, ...]:
    """Return the rest of a month, and that of the months before it as seen so many months before."""
    found = []
    for back in range(MOST_WINDOWS + ahead + _SPARE):
        seen = seen_at - (this_month - add_months(this_month, -back)).days
        start, end = (day_number(add_months(this_month, ahead - back + more)) for more in (0, 1))
        found.append(Window(seen, min(end, max(start, seen)), end))
    return tuple(found)


def day_number(day: date) -> float:
    """Return a day as days since 1970."""
    return float((day - EPOCH).days)


def said_in_the_past(past: Sequence[Sequence[Ways]]) -> list[Said]:
    """Return what would have been said of the rest of a period in the past, the oldest first.

    Args:
        past: of each part of the period, what the ways said of its windows, the oldest first. Only what was known of
            earlier ones at the time is learnt from.
    """
    by_time = [{one.window.seen_at: one for one in part} for part in past]
    times = sorted(set.intersection(*(set(part) for part in by_time))) if by_time else []
    return [_said([part[at] for part in by_time], past) for at in times]


def _said(now: Sequence[Ways], past: Sequence[Sequence[Ways]]) -> Said:
    mixtures = [mixed(one, over_by(part, one.window.seen_at)) for one, part in zip(now, past, strict=True)]
    rest = sum(mixture.wins * one.share for mixture, one in zip(mixtures, now, strict=True))
    return Said(now[0].window.seen_at, now[-1].window.end, rest, sum(one.won_of_share for one in now), now[0].known)


def over_by(past: Iterable[Ways], at: float) -> list[Ways]:
    """Return what was said of the windows that were over at a time."""
    return [one for one in past if one.window.end <= at + _PART_OF_A_DAY]


class Seen(NamedTuple):
    """The deals open at a time, the number and the log drive of each; in a sample, each stands for so many."""

    model: WinModel
    drives: tuple[tuple[int, float], ...]
    each_for: float = 1.0

    def of(self, window: Window, inside: Window, to_come: float) -> OpenAndToCome:
        """Return what the model says of a window, and of a part of it, where so many wins are still to come."""
        length = window.end - window.start
        return OpenAndToCome(
            whole=(whole := chances_by_drive(self.drives, window, self.model, self.each_for)),
            inside=whole if inside == window else chances_by_drive(self.drives, inside, self.model, self.each_for),
            to_come=to_come,
            days=(inside.end - inside.start) / length if length else 0.0,
        )


def seen_by(model: WinModel, deals: Iterable[Snapshot], each_for: float = 1.0) -> Seen:
    """Return open deals as a model sees them."""
    return Seen(model, tuple((deal.deal_id, model.log_drive(deal)) for deal in deals), each_for)


def together(says: Sequence[Ways], mixtures: Sequence[Mixed], so_far: int, spread: float) -> Mixed:
    """Return the mixture for a whole period from those of its parts."""
    wins = [mixture.wins * one.share for mixture, one in zip(mixtures, says, strict=True)]
    total = sum(wins) or 1.0
    weights = (
        sum(share * weight for share, weight in zip(wins, column, strict=True)) / total
        for column in zip(*(mixture.weights for mixture in mixtures), strict=True)
    )
    return Mixed(so_far + sum(wins), tuple(weights), spread, mixtures[0].known)


def ways_together(says: Sequence[Ways], period: Window, so_far: int) -> Ways:
    """Return what each way says of a whole period, from what it says of its parts."""
    said = (_total(values, says, so_far) for values in zip(*(one.values() for one in says), strict=True))
    model, last, mean_of_three, quarter_ago = said
    return Ways(
        window=period,
        so_far=so_far,
        model=model or 0.0,
        last=last,
        mean_of_three=mean_of_three,
        quarter_ago=quarter_ago,
        by_win_rate=so_far + says[0].by_win_rate,
        known=says[0].known,
    )


def _total(values: Sequence[float | None], says: Sequence[Ways], so_far: int) -> float | None:
    told = [value * one.share for value, one in zip(values, says, strict=True) if value is not None]
    return so_far + sum(told) if len(told) == len(says) else None


def outlook(found: Sequence[OpenAndToCome], mixtures: Sequence[Mixed], spread: float) -> Outlook:
    """Return what the rest of a period is drawn from: the chances, raised or lowered to what the ways say together."""
    chances, to_come = dict[int, float](), 0.0
    for one, mixture in zip(found, mixtures, strict=True):
        said = one.whole.expected + one.to_come
        scale = mixture.wins / said if said else 1.0
        to_come += one.to_come * one.days * scale
        for deal, chance in one.inside.deals:
            chances[deal] = min(1.0, chances.get(deal, 0.0) + chance * scale)
    return Outlook(chances, to_come, spread, mixtures[0].known)


_SPARE: Final = 3  # months before the last window that is looked back on, for its own pace
_PART_OF_A_DAY: Final = 0.5
