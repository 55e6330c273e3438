"""The options of ``pipe plan``, read into a plan and what is tried out on it."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from pipeline_cli.commands import inputs
from pipeline_cli.commands.period_options import period_of
from pipeline_cli.context import Run
from pipeline_cli.dates.spans import Span
from pipeline_cli.domain.plan import MOST_TARGETS, PLAN_METRICS, Plan, Target, WhatIf, target_of
from pipeline_cli.domain.plan_amount import days_of, plan_metric, quota_amount, win_rate_of
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.money.amount import Money
from pipeline_cli.money.reading import parse_money
from pipeline_cli.services.plan_lookup import plan_meant, refuse_overlap, refuse_without_days

THIS_QUARTER: Final = "this quarter"


class PlanOptions(NamedTuple):
    """What was typed."""

    quota: str | None = None
    metrics: Sequence[str] = ()
    period: str | None = None
    first: str | None = None
    last: str | None = None
    targets: Sequence[str] = ()
    note: str | None = None
    value: str | None = None
    win_rate: str | None = None
    days: str | None = None

    @property
    def is_nothing(self) -> bool:
        """Tell whether there are no options at all."""
        return not any(self)

    @property
    def sets(self) -> bool:
        """Tell whether they say what a plan is to be."""
        return self.quota is not None or bool(self.targets) or self.note is not None

    @property
    def tries(self) -> bool:
        """Tell whether they try something out."""
        return any(one is not None for one in (self.value, self.win_rate, self.days))

    def span(self, run: Run) -> Span | None:
        """Return the period that is named; None where none is.

        Raises:
            UsageError: it can't be read.
        """
        if not (self.period or self.first or self.last):
            return None
        return period_of(run, self.period, self.first, self.last)


def wanted_plan(run: Run, options: PlanOptions) -> tuple[Plan | None, Plan]:
    """Return the plan as it is, if there is one, and as it is to be.

    What is not said stays as it is; a note is about one change, and goes with the next one.

    Raises:
        UsageError: something can't be read, the period is over, or a new plan has no quota.
        RefusedError: the period has no working day left, or shares some days with another plan of the measure.
    """
    named, span = plan_metric(options.metrics) if options.metrics else None, _period(run, options)
    before = plan_meant(run.store.reader, run.today, named or (PLAN_METRICS[0] if span else None), span)
    span = span or (before.span if before else _this_quarter(run))
    refuse_without_days(span, run.now)
    metric = named or (before.metric if before else PLAN_METRICS[0])
    amount, currency = _quota(run, options.quota, metric, before)
    targets = targets_of(options.targets) or (before.targets if before else ())
    note = inputs.line(options.note, "note") or ""
    wanted = Plan(before.id if before else 0, metric, amount, currency, *span, targets, note)
    refuse_overlap(run.store.reader, wanted)
    return before, wanted


def what_if_of(run: Run, options: PlanOptions, plan: Plan) -> WhatIf:
    """Return what is tried out on a plan.

    Raises:
        UsageError: it can't be read, or makes no sense for that plan.
    """
    return WhatIf(
        value=None if options.value is None else _value(options.value, plan, run.currency),
        win_rate=None if options.win_rate is None else win_rate_of(options.win_rate),
        days=None if options.days is None else days_of(options.days),
    )


def targets_of(texts: Sequence[str]) -> tuple[Target, ...]:
    """Return from whom and how.

    Raises:
        UsageError: one of them names nobody, or there are too many.
    """
    found = tuple(target_of(text) for text in inputs.lines(texts, "target"))
    if any(not one.who for one in found) or len(found) < len(set(texts)):
        raise UsageError(
            t("A target says from whom, and how."),
            hint=t("Write it like this: {example}", example='--target "Existing customers: offer the second line"'),
        )
    if len(found) > MOST_TARGETS:
        raise UsageError(t("A plan has {most} targets at most.", most=MOST_TARGETS))
    return found


def _period(run: Run, options: PlanOptions) -> Span | None:
    """Return the period that a plan is of; None where the plan in force is meant, which has its own."""
    if options.period or options.first or options.last:
        return period_of(run, options.period, options.first, options.last, is_ahead=True)
    return None if options.quota is None else _this_quarter(run)


def _this_quarter(run: Run) -> Span:
    return period_of(run, None, None, None, default=THIS_QUARTER, is_ahead=True)


def _quota(run: Run, text: str | None, metric: str, before: Plan | None) -> tuple[int, str | None]:
    if text is not None:
        return quota_amount(metric, text, run.currency)
    if before is None:
        raise UsageError(
            t("A new plan needs a quota."),
            hint=t("Write it like this: {example}", example=f"pipe plan --metric {metric} --quota …"),
        )
    return before.amount, before.currency


def _value(text: str, plan: Plan, currency: str) -> Money:
    if plan.currency is None:
        raise UsageError(
            t("--value is what a contract brings, and this plan counts contracts."), hint=t("Leave it out.")
        )
    money = parse_money(text, default_currency=plan.currency or currency, allow_negative=True)
    if money.minor <= 0:
        raise UsageError(t("With {text} a contract, no quota is ever reached.", text=text.strip()))
    if money.currency != plan.currency:
        raise UsageError(
            t("The plan is in {currency}, and {text} is not.", currency=plan.currency, text=text.strip()),
            why=t("Currencies are never added up."),
        )
    return money
