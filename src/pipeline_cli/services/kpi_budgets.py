"""Set and drop budgets: what one measure is to come to by a day."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from pipeline_cli.dates import default_rules
from pipeline_cli.dates.working_time import working_time
from pipeline_cli.domain.budget import Budget
from pipeline_cli.domain.budget_amount import budget_amount
from pipeline_cli.domain.measure_names import metric_label, metric_typed
from pipeline_cli.domain.measures import UNITS
from pipeline_cli.domain.plan_words import amount_typed
from pipeline_cli.errors import NotFoundError, RefusedError, UsageError
from pipeline_cli.i18n import t
from pipeline_cli.store.read.budgets import all_budgets
from pipeline_cli.store.store import Store
from pipeline_cli.store.tables import BudgetRow
from pipeline_cli.store.write import Unit


def set_budget(store: Store, wanted: Budget, now: datetime) -> tuple[Budget, Budget | None]:
    """Save a budget; one of the same measure and days is changed.

    Args:
        store: the user's store.
        wanted: the budget; its number is of no account.
        now: aware.

    Returns:
        The budget, and what it was before.

    Raises:
        UsageError: it is due before it starts.
        RefusedError: its days are no working days, or some of them have a budget of that measure already.
    """
    _refuse_useless(wanted, now)
    with store.writing("kpi set", now) as unit:
        same = [
            one for one in all_budgets(unit.reader) if (one.metric, one.currency) == (wanted.metric, wanted.currency)
        ]
        before = next((one for one in same if one.span == wanted.span), None)
        _refuse_overlap(wanted, (one for one in same if one != before))
        unit.summary = _summary(wanted)
        return wanted._replace(id=_put(unit, wanted, before, now)), before


def drop_budget(store: Store, metric: str, due: date | None, now: datetime, *, amount: str = "") -> Budget:
    """Take a budget away: the only one of a measure, the only one that is not over, or the one due on a day.

    Args:
        store: the user's store.
        metric: the measure.
        due: the day that it is due; None for any, those that are over only where all are.
        now: aware.
        amount: what it comes to, as it was typed, to tell apart those in several currencies; "" for any.

    Raises:
        NotFoundError: there is none, or more than one.
    """
    with store.writing("kpi drop", now, may_make=False) as unit:
        own = [one for one in all_budgets(unit.reader) if one.metric == metric]
        meant = [one for one in own if one.due_on == due] if due else _not_over(own, now.date())
        if amount:
            meant = [one for one in meant if _comes_to(one, amount)]
        if len(meant) != 1:
            raise _not_one(metric, meant or own)
        unit.summary = _summary(meant[0])
        unit.put_back("budgets", meant[0].id, None)
        return meant[0]


def _put(unit: Unit, wanted: Budget, before: Budget | None, now: datetime) -> int:
    if before:
        unit.update(BudgetRow, before.id, amount=wanted.amount, set_at=now)
        return before.id
    return unit.insert(
        BudgetRow, **{name: value for name, value in wanted._asdict().items() if name != "id"}, set_at=now
    )


def _refuse_useless(wanted: Budget, now: datetime) -> None:
    if wanted.due_on < wanted.starts_on:
        raise UsageError(
            t("The budget is due on {due}, before it starts on {start}.", due=wanted.due_on, start=wanted.starts_on),
            hint=t("Give a later --due, or an earlier --from."),
        )
    if not working_time(wanted.span, now, default_rules(now)).days:
        raise RefusedError(
            t("{first} to {last} has no working day.", first=wanted.starts_on, last=wanted.due_on),
            why=t("A budget is compared with the working days gone by."),
            hint=t("Give a later --due, or an earlier --from."),
        )


def _refuse_overlap(wanted: Budget, others: Iterable[Budget]) -> None:
    other = next((one for one in others if one.meets(wanted.span)), None)
    if other:
        raise RefusedError(
            t(
                "There is a budget of {measure} from {first} to {last} already.",
                measure=metric_label(wanted.metric),
                first=other.starts_on,
                last=other.due_on,
            ),
            why=t("Two budgets of one measure may not share a day."),
            hint=_way_out(wanted, other),
        )


def _way_out(wanted: Budget, other: Budget) -> str:
    """Return what can be done about a budget that is in the way: begin after it, where days are left then."""
    values = {"metric": metric_typed(wanted.metric), "due": other.due_on, "next": other.due_on + timedelta(days=1)}
    if other.due_on >= wanted.due_on:
        return t(
            "Take it away: pipe kpi drop {metric} --due {due}. Or change it: set it again with the same --from "
            "and --due.",
            **values,
        )
    return t(
        "Begin after it: --from {next}. Or take it away: pipe kpi drop {metric} --due {due}. Or change it: set it "
        "again with the same --from and --due.",
        **values,
    )


def _not_over(budgets: list[Budget], today: date) -> list[Budget]:
    """Return those that are not over; all where all are."""
    return [one for one in budgets if one.due_on >= today] or budgets


def _comes_to(budget: Budget, amount: str) -> bool:
    return budget_amount(budget.metric, amount, budget.currency or "") == (budget.amount, budget.currency)


def _not_one(metric: str, known: list[Budget]) -> NotFoundError:
    measure = metric_label(metric)
    if not known:
        return NotFoundError(
            t("There is no budget of {measure}.", measure=measure), hint=t('"pipe kpi list" shows all budgets.')
        )
    return NotFoundError(
        t("Which budget of {measure} is meant?", measure=measure),
        hint=t(
            "Say what it comes to, and when it is due: {command}",
            command=f'pipe kpi drop {metric_typed(metric)} "{_amount(known[0])}" --due {known[0].due_on}',
        ),
        candidates=tuple(f"{one.starts_on} – {one.due_on}  {_amount(one)}" for one in known),
    )


def _amount(budget: Budget) -> str:
    """Return what a budget comes to, as it can be typed."""
    if UNITS[budget.metric] == "rate":
        return f"{100 * budget.value:g}%"
    return amount_typed(budget.amount, budget.currency)


def _summary(budget: Budget) -> str:
    return f"{budget.metric} {_amount(budget)}, {budget.starts_on} – {budget.due_on}"
