"""The rule that judges open deals: which to let go, and how clearly that is.

The model of winning gives each deal its chance. A deal is let go where that is below what the time it takes is worth.
Where it is not, but the customer has gone quiet or the decision date has gone by, a decision is asked for. Quiet is
told by points: one when silence reaches the limit, two at three times the limit, three at seven times; each push, each
try without an answer, a decision date gone by and waiting without a next step add to that; an own plan to come takes
some away. Never judged is a deal whose next step the customer agreed to, unless that is overdue. Also in the README,
"How the figures are worked out".
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from math import log2
from operator import attrgetter
from typing import Final, NamedTuple

from pipeline_cli.domain.chasing import NOT_PRICED, OFTEN_WON, Chasing, Price, Worth
from pipeline_cli.domain.open_deal import OpenDeal
from pipeline_cli.domain.silence_history import History
from pipeline_cli.domain.win_model import USUAL_MODEL, WinModel

RECENT_DAYS: Final = 14
"""A deal opened or reached less than two weeks ago is judged by nothing but what the customer said of the decision."""

NEAR_DAYS: Final = 14
"""An own plan of the next two weeks is left in peace, unless it is pushed again and again."""

OFTEN_PUSHED: Final = 3
"""An own plan pushed so often protects a deal no longer."""

AHEAD_DAYS: Final = 60
"""A decision further ahead than this is a reason to park; until a nearer one a deal is left in peace."""

FAR_AHEAD_DAYS: Final = 90
"""A decision further ahead than this is a reason to park, even right after a talk."""

PUSH_POINTS: Final = 0.15
MOST_PUSHES: Final = 5
TRY_POINTS: Final = 0.1
MOST_TRIES: Final = 4
DECISION_POINTS: Final = 0.75
WAITING_POINTS: Final = 0.4
OWN_PLAN_POINTS: Final = -0.5

ASK_WITHIN_LIMITS: Final = 2
"""Up to twice the limit, what the customer promised to decide or to call about is worth asking after."""

HOPELESS_TRIES: Final = 3
"""Nobody is there to be asked where so many tries never reached anyone."""

RECONNECT_WITHIN_DAYS: Final = 365
MANY_CONTACTS: Final = 5
HIGH_WORTH: Final = 2.0
"""Times the usual value; who spoke that often about that much is worth one more contact for a year."""

_FEW_VALUES: Final = 5  # below that, no value is the usual one


class Verdict(NamedTuple):
    """What is suggested for an open deal, in figures.

    Attributes:
        deal: the deal.
        action: "close", "ask" (for a decision), "park" (until the decision) or "reconnect".
        clearness: the chance that it is not won; the highest is clearest.
        silent_days: since the customer was last reached.
        age_days: since it was opened.
        chance: of being won, 0 to 1.
        worth: its value in multiples of the usual one, 0.0 where either is unknown.
        price: of going on with it; None where that is not known.
    """

    deal: OpenDeal
    action: str
    clearness: float
    silent_days: int
    age_days: int
    chance: float
    worth: float
    price: Price | None = None

    @property
    def minutes_spent(self) -> int:
        """Return the minutes spent on the deal so far."""
        return self.deal.minutes


def rank(
    deals: Iterable[OpenDeal],
    history: History,
    today: date,
    model: WinModel = USUAL_MODEL,
    values: Iterable[tuple[str, int]] | None = None,
    chasing: Chasing = NOT_PRICED,
) -> list[Verdict]:
    """Return a verdict on each deal that something is suggested for.

    Args:
        deals: open deals, in any order.
        history: the user's own closed deals.
        today: the day of the judgement.
        model: gives each deal its chance.
        values: currency and minor units of all open deals, from which the usual value follows; those of ``deals``
            unless given.
        chasing: what going on usually takes, and what an hour is worth.

    Returns:
        The clearest first; among equals the lower number.
    """
    known = list(deals)
    usual = _usual_values(((deal.currency, deal.value_minor or 0) for deal in known) if values is None else values)
    rule = _Rule(history, today, model, usual, chasing)
    verdicts = [verdict for deal in known if (verdict := rule.verdict(deal))]
    verdicts.sort(key=attrgetter("deal.deal_id"))
    verdicts.sort(key=attrgetter("clearness"), reverse=True)
    return verdicts


class _Rule(NamedTuple):
    """The rule on a given day, and what deals are measured by."""

    history: History
    today: date
    model: WinModel
    usual_values: Mapping[str, int]
    chasing: Chasing

    def verdict(self, deal: OpenDeal) -> Verdict | None:
        """Return the verdict on a deal, None where it is left in peace."""
        today = self.today
        silent_days = deal.silent_days(today)
        is_dated = is_decision_passed_or_far(deal, today)
        if is_left_in_peace(deal, today) or (silent_days < RECENT_DAYS and not is_dated):
            return None
        chance = self.model.chance(deal.seen(today))
        price = self.chasing.price(
            Worth(deal.currency, deal.value_minor, deal.profit_minor), chance, deal.age_days(today)
        )
        is_unlikely = self.is_unlikely(chance, price)
        is_quiet = _points(deal, silent_days / self.history.limit_days, today) > 1
        # Usual weights were not measured on these customers: they let go of nobody who is not quiet, too.
        if not (is_quiet or is_dated or (is_unlikely and self.history.basis.is_own_history)):
            return None
        worth = self._worth(deal)
        action = self._action(deal, silent_days, worth, is_unlikely=is_unlikely)
        return Verdict(deal, action, 1 - chance, silent_days, deal.age_days(today), chance, worth, price)

    def _worth(self, deal: OpenDeal) -> float:
        """Return a deal's value in multiples of the usual one."""
        usual = self.usual_values.get(deal.currency)
        return deal.value_minor / usual if deal.value_minor and usual else 0.0

    def _action(self, deal: OpenDeal, silent_days: int, worth: float, *, is_unlikely: bool) -> str:
        """Return what to do about a deal whose silence, or whose day of decision, speaks against it."""
        if deal.decides_on is not None and deal.decides_on > self.today:
            return "park"
        if silent_days < RECENT_DAYS:
            return "ask"
        if deal.contacts == 0 and deal.attempts >= HOPELESS_TRIES:
            return "close"
        is_promised = deal.is_waiting or deal.has_decision_passed(self.today)
        if is_promised and silent_days <= ASK_WITHIN_LIMITS * self.history.limit_days:
            return "ask"
        if worth >= HIGH_WORTH and deal.contacts >= MANY_CONTACTS and silent_days <= RECONNECT_WITHIN_DAYS:
            return "reconnect"
        return "close" if is_unlikely else "ask"

    def is_unlikely(self, chance: float, price: Price | None) -> bool:
        """Tell whether a chance is too low for the time that a deal takes: by its price where that is known."""
        if price is None:
            return chance < self.model.let_go_below
        return chance < OFTEN_WON and not price.is_worth_it


def is_left_in_peace(deal: OpenDeal, today: date) -> bool:
    """Tell whether its next contact or decision is settled: nothing is suggested then, however silent."""
    due_on, decides_on = deal.due_on, deal.decides_on
    if due_on is not None and due_on >= today:
        is_near = (due_on - today).days <= NEAR_DAYS and deal.moves < OFTEN_PUSHED
        if deal.agreed or (is_near and not deal.has_decision_passed(today)):
            return True
    return decides_on is not None and 0 <= (decides_on - today).days <= AHEAD_DAYS


def is_decision_passed_or_far(deal: OpenDeal, today: date) -> bool:
    """Tell whether the day of decision alone is reason to ask for it, or to park until then."""
    if deal.decides_on is None:
        return False
    return deal.has_decision_passed(today) or (deal.decides_on - today).days > FAR_AHEAD_DAYS


def _points(deal: OpenDeal, limits: float, today: date) -> float:
    """Return how much speaks for letting a deal go, its silence given in multiples of the limit."""
    points = log2(1 + limits)
    if deal.moves:
        points += PUSH_POINTS * min(deal.moves, MOST_PUSHES)
    if deal.attempts:
        points += TRY_POINTS * min(deal.attempts, MOST_TRIES)
    if deal.has_decision_passed(today):
        points += DECISION_POINTS
    if deal.is_waiting:
        points += WAITING_POINTS
    if deal.has_step_to_come(today):
        points += OWN_PLAN_POINTS
    return points


def _usual_values(known: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return the median value of deals by currency, where enough of them have one."""
    values: defaultdict[str, list[int]] = defaultdict(list)
    for currency, value in known:
        if value:
            values[currency].append(value)
    return {currency: sorted(each)[len(each) // 2] for currency, each in values.items() if len(each) >= _FEW_VALUES}
