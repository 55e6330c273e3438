"""What is typed for a plan: its measure, its quota, a win rate, a number of working days."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Final
from unicodedata import normalize

from pipeline_cli.domain.measure_names import metric_label, metric_of, metric_typed
from pipeline_cli.domain.plan import PLAN_METRICS
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import listed, t
from pipeline_cli.money.amount import LARGEST
from pipeline_cli.money.reading import parse_money

LONGEST: Final = 40
MOST_DAYS: Final = 10_000
LIKE_A_COUNT: Final = 1_000
"""A bare number below it, where money is wanted, is more likely a number of contracts."""

_PARTS: Final = {"%": 100, "割": 10}
_COUNTERS: Final = ("件", "社", "日")


def plan_metric(texts: Sequence[str]) -> str:
    """Return the measure that a quota is set in: revenue where none is named.

    Raises:
        UsageError: there is no such measure, no quota can be set in it, or more than one is named.
    """
    named = tuple(dict.fromkeys(metric_of(text, PLAN_METRICS) for text in texts))
    if len(named) > 1:
        raise UsageError(
            t("A plan has one measure, and {n} are named.", n=len(named)),
            hint=t(
                "Make a plan for each of them: {example}",
                example=f"pipe plan --metric {metric_typed('contracts')} --quota 12",
            ),
        )
    metric = named[0] if named else PLAN_METRICS[0]
    if metric not in PLAN_METRICS:
        raise UsageError(
            t("No quota can be set in {measure}.", measure=metric_label(metric)),
            why=t("A plan is made for one of: {known}", known=listed(*map(metric_typed, PLAN_METRICS))),
            hint=t("It can have a budget: {example}", example=f"pipe kpi set {metric_typed(metric)} … --due …"),
        )
    return metric


def quota_amount(metric: str, text: str, currency: str) -> tuple[int, str | None]:
    """Return a quota in minor units with its currency, or as a count.

    Args:
        metric: one of PLAN_METRICS.
        text: as it was typed.
        currency: of an amount that names none.

    Raises:
        UsageError: it can't be read, is nothing or less, or doesn't fit the measure.
    """
    amount, named = (_count(metric, text), None) if metric == "contracts" else _money(metric, text, currency)
    if amount <= 0:
        raise UsageError(
            t("A quota of {text} leaves nothing to reach.", text=text.strip()),
            hint=t('Give an amount above zero; "pipe plan drop" takes a plan away.'),
        )
    return amount, named


def win_rate_of(text: str) -> float:
    """Return a win rate, above 0 and up to 1, typed as 30%, 0.3 or 3割.

    Raises:
        UsageError: it is none.
    """
    typed = _even(text)
    part = next((part for sign, part in _PARTS.items() if typed.endswith(sign)), 1)
    share = _decimal(typed.rstrip("%割")) / part
    if not share.is_finite():
        raise UsageError(
            t("{text} is no win rate.", text=text.strip()),
            hint=t("Write it like this: {example}", example="--win-rate 30%"),
        )
    if not 0 < share <= 1:
        raise UsageError(
            t("A win rate lies above 0 and is 100 % at most; {text} does not.", text=text.strip()),
            hint=t("Write it like this: {example}", example="--win-rate 30%"),
        )
    return float(share)


def days_of(text: str) -> int:
    """Return a number of working days, 1 or more.

    Raises:
        UsageError: it is none.
    """
    number = _whole(text)
    if number is None or not 0 < number <= MOST_DAYS:
        raise UsageError(
            t("{text} is no number of working days.", text=text.strip()),
            why=t("It is a whole number from 1 to {most:,}.", most=MOST_DAYS),
        )
    return number


def _money(metric: str, text: str, currency: str) -> tuple[int, str | None]:
    number = _whole(text)
    if number is not None and 0 < number < LIKE_A_COUNT:
        raise UsageError(
            t("{text} looks like a count, and {measure} is money.", text=text.strip(), measure=metric_label(metric)),
            hint=t(
                "Contracts are planned with {contracts}; money names its currency: {money}",
                contracts=f"--metric {metric_typed('contracts')} --quota {number}",
                money=f'--quota "{number} {currency}"',
            ),
        )
    money = parse_money(text, default_currency=currency, allow_negative=True)
    return money.minor, money.currency


def _count(metric: str, text: str) -> int:
    number = _whole(text)
    if number is None:
        raise UsageError(
            t("{measure}: {text} is no whole number.", measure=metric_label(metric), text=text.strip()),
            why=t("This measure is counted; it is neither money nor a share."),
            hint=t("Write it like this: {example}", example=f"pipe plan --metric {metric_typed(metric)} --quota 12"),
        )
    return number


def _whole(text: str) -> int | None:
    """Return a whole number; None where the text is none."""
    typed = _even(text).replace(",", "")
    for counter in _COUNTERS:
        typed = typed.removesuffix(counter)
    digits = typed.removeprefix("-").removeprefix("+")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > LONGEST or int(digits) > LARGEST:
        return None
    return int(typed)


def _decimal(typed: str) -> Decimal:
    """Return a number; no number where it can't be read."""
    try:
        return Decimal(typed) if len(typed) <= LONGEST and typed.isascii() else Decimal("nan")
    except InvalidOperation:
        return Decimal("nan")


def _even(text: str) -> str:
    return normalize("NFKC", text).translate({0x2212: "-", 0x2010: "-", 0x2013: "-"}).replace(" ", "")
