"""What would close the gap to a budget, in words: more of what, by when, or which budget to settle anew."""

from collections.abc import Iterator
from typing import Final

from pipeline_cli.dates.format import format_date
from pipeline_cli.domain.budget import Budget
from pipeline_cli.domain.kpi import Closing, KpiRow
from pipeline_cli.domain.measure_names import metric_typed
from pipeline_cli.domain.measures import UNITS
from pipeline_cli.i18n import sentences, t, tn
from pipeline_cli.money.amount import Money, plain
from pipeline_cli.views.kpi_words import per_day, percent

OUT_OF_REACH: Final = "out of reach"
TWICE: Final = 2.0
"""Who has to work at more than twice the pace will not close a gap by working more."""

_NOTHING: Final = per_day(0)


def closing_text(row: KpiRow) -> str:
    """Return what would close the gap of a row; "" where there is none, or nothing is known of it."""
    return sentences(*_sentences(row))


def closing_command(row: KpiRow) -> str:
    """Return the command that sets a budget out of reach to what is still to be expected; "" for any other."""
    if row.status != OUT_OF_REACH or row.budget is None or row.landing is None or row.time.left <= 0:
        return ""
    amount = _amount(row.budget, row.landing.expected)
    metric = metric_typed(row.budget.metric)
    if row.budget.is_planned:
        days = f"--from {row.budget.starts_on} --to {row.budget.due_on}"
        return f"pipe plan --metric {metric} --quota {amount} {days}"
    return f"pipe kpi set {metric} {amount} {_dates(row.budget)}"


def _sentences(row: KpiRow) -> Iterator[str]:
    if row.budget is None or row.status not in ("behind", OUT_OF_REACH):
        return
    if row.time.left <= 0:
        yield t("Its time is up.")
        return
    if row.closing:
        yield _more(row, row.closing)
    if row.status == OUT_OF_REACH:
        yield t("Better to say so now, and to agree on another budget:")


def _more(row: KpiRow, closing: Closing) -> str:
    """Say how many more it takes, and what that makes each working day on top of what comes anyway."""
    if row.figure.unit == "rate":
        return _better(closing)
    values = {
        "more": _more_of(closing.metric, round(closing.more)),
        "day": format_date(closing.by),
        "extra": per_day(closing.extra),
        "pace": per_day(closing.pace or 0),
    }
    if values["extra"] == _NOTHING:
        return t("To close the gap: {more} by {day}.", **values)
    if values["pace"] == _NOTHING:
        return t("To close the gap: {more} by {day}, that is {extra} each working day.", **values)
    if closing.per_day > TWICE * (closing.pace or 0):
        return t(
            "To close the gap: {more} by {day}, that is {extra} each working day on top of the {pace} of now: more "
            "than twice as many.",
            **values,
        )
    return t(
        "To close the gap: {more} by {day}, that is {extra} each working day on top of the {pace} of now.", **values
    )


def _more_of(metric: str, n: int) -> str:
    """Return how many more of a count, with the word that goes with the number."""
    if metric == "calls":
        return tn("{n:,} more call", "{n:,} more calls", n)
    if metric == "meetings":
        return tn("{n:,} more meeting", "{n:,} more meetings", n)
    if metric == "valid_meetings":
        return tn("{n:,} more valid meeting", "{n:,} more valid meetings", n)
    if metric == "contracts":
        return tn("{n:,} more contract", "{n:,} more contracts", n)
    return tn("{n:,} more new approach", "{n:,} more new approaches", n)


def _better(closing: Closing) -> str:
    """Say how many of the cases to come it takes; more than all of them is none."""
    cases, hits = round(closing.pace or 0), round(closing.more)
    if hits > cases:
        return t("Even if all {n} still to come succeeded, that would not close the gap.", n=cases)
    return t(
        "To close the gap: {hits:,} of the {n:,} still to come ({percent}).",
        percent=percent(closing.per_day),
        hits=hits,
        n=cases,
    )


def _amount(budget: Budget, expected: float) -> str:
    """Return what is to be expected as it is typed for a budget."""
    if UNITS[budget.metric] == "rate":
        return f"{max(1, round(100 * expected))}%"
    if budget.currency:
        return f'"{_plain(Money(max(1, _round(expected)), budget.currency))} {budget.currency}"'
    return str(max(1, round(expected)))


def _dates(budget: Budget) -> str:
    return f"--from {budget.starts_on} --due {budget.due_on}"


def _round(amount: float) -> int:
    """Return an amount with two digits that count: nobody agrees on a budget of 3,625.39."""
    digits = max(0, len(str(round(amount))) - 2)
    return int(round(amount, -digits))


def _plain(money: Money) -> str:
    return plain(money).removesuffix(".00")
