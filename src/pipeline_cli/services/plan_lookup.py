"""Which plan is meant, and whether it can be one."""

import sqlite3
from collections.abc import Iterable
from datetime import date, datetime

from pipeline_cli.dates import default_rules
from pipeline_cli.dates.spans import Span
from pipeline_cli.dates.working_time import working_time
from pipeline_cli.domain.measure_names import metric_label, metric_typed
from pipeline_cli.domain.plan import Plan
from pipeline_cli.errors import RefusedError
from pipeline_cli.i18n import t
from pipeline_cli.store.read.plans import all_plans


def plan_meant(
    connection: sqlite3.Connection, today: date, metric: str | None = None, span: Span | None = None
) -> Plan | None:
    """Return the plan that is meant; None where there is none.

    Args:
        connection: the store.
        today: the day.
        metric: of which measure; of any where it is None.
        span: of which period. Otherwise the plan in force that ends first, or the next one to come.
    """
    known = [one for one in all_plans(connection) if metric in (None, one.metric)]
    if span:
        return next((one for one in known if one.span == span), None)
    return next(iter(plans_in_force(known, today)), None) or next((one for one in known if one.first_on > today), None)


def plans_in_force(plans: Iterable[Plan], day: date) -> list[Plan]:
    """Return the plans that a day is of, those that begin last first: a month's own before its quarter's."""
    return sorted(
        (one for one in plans if one.is_in_force(day)), key=lambda one: (-one.first_on.toordinal(), one.last_on)
    )


def refuse_overlap(connection: sqlite3.Connection, plan: Plan) -> None:
    """See that a plan lies within others of its measure, around them or apart: a month's within its quarter's.

    Raises:
        RefusedError: it shares some of its days with one, and each has others besides.
    """
    other = next((one for one in all_plans(connection) if _cross(one, plan)), None)
    if other:
        days = {"first": other.first_on, "last": other.last_on}
        raise RefusedError(
            t(
                "There is a plan of {measure} from {first} to {last} already.",
                measure=metric_label(plan.metric),
                **days,
            ),
            why=t("Two plans of one measure share all days of the shorter one, or none."),
            hint=t("Give other days, or take it away: {command}", command=_drop_command(other)),
        )


def _cross(one: Plan, other: Plan) -> bool:
    """Tell whether two plans of a measure and currency overlap, and neither lies within the other."""
    if (one.metric, one.currency) != (other.metric, other.currency) or one.first_on == other.first_on:
        return False
    earlier, later = sorted((one.span, other.span))
    return later.first <= earlier.last < later.last


def _drop_command(plan: Plan) -> str:
    return f"pipe plan drop --metric {metric_typed(plan.metric)} --from {plan.first_on} --to {plan.last_on}"


def refuse_without_days(span: Span, now: datetime) -> None:
    """See that a period has a working day left.

    Raises:
        RefusedError: it has none.
    """
    if working_time(span, now, default_rules(now)).left <= 0:
        raise RefusedError(
            t("{first} to {last} has no working day left.", first=span.first, last=span.last),
            why=t("A plan says what to do on each of them."),
            hint=t("Give a later --to, or another --period."),
        )
