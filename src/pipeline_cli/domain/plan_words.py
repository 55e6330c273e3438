"""How a plan is put in a line."""

from datetime import date

from pipeline_cli.dates import format_day
from pipeline_cli.domain.kpi import KpiRow
from pipeline_cli.domain.measure_names import metric_label
from pipeline_cli.domain.plan import Plan
from pipeline_cli.i18n import sentences, t
from pipeline_cli.money.amount import Money, plain
from pipeline_cli.money.writing import format_short


def amount_text(amount: float, currency: str | None) -> str:
    """Return minor units, or a count of contracts, in few characters."""
    return count_text(round(amount)) if currency is None else format_short(Money(round(amount), currency))


def count_text(n: int) -> str:
    """Return a count, with the counter of the language."""
    return t("{n:,}", n=n)


def amount_typed(amount: int, currency: str | None) -> str:
    """Return the same as it is typed, in full."""
    return str(amount) if currency is None else f"{plain(Money(amount, currency)).removesuffix('.00')} {currency}"


def plan_title(plan: Plan, today: date) -> str:
    """Return measure, quota and period."""
    return t(
        "{measure} {quota}, {first} to {last}",
        measure=metric_label(plan.metric),
        quota=amount_text(plan.amount, plan.currency),
        first=format_day(plan.first_on, today),
        last=format_day(plan.last_on, today),
    )


def standing(plan: Plan, row: KpiRow, today: date) -> str:
    """Return how a plan is doing: what is won, and where it will land."""
    done = t(
        "Plan: {plan}: {won} won, {percent} %.",
        plan=plan_title(plan, today),
        won=amount_text(row.figure.value or 0, plan.currency),
        percent=f"{100 * (row.progress or 0):,.0f}",
    )
    status = row.status
    if row.landing is None or status is None or row.landing.basis == "over":
        return done
    low, high = (amount_text(end, plan.currency) for end in (row.landing.low, row.landing.high))
    return sentences(done, t("It will end at {low} to {high}: {status}.", low=low, high=high, status=t(status)))
