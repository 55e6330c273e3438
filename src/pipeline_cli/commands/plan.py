"""``pipe plan``: a period's quota, taken apart into the work of each day."""

from typing import Annotated

import typer

from pipeline_cli.commands import inputs
from pipeline_cli.commands.plan_options import PlanOptions, targets_of, what_if_of
from pipeline_cli.context import Run, run_of
from pipeline_cli.domain.plan import Plan
from pipeline_cli.domain.plan_amount import plan_metric
from pipeline_cli.errors import NotFoundError, UsageError
from pipeline_cli.i18n import t
from pipeline_cli.services.plan_lookup import plan_meant

VERBS = ("show", "drop", "list")


def plan(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[show|drop|list]", help=t("Show the plan, take it away, or list all plans.")),
    ] = None,
    quota: Annotated[str | None, typer.Option(metavar="MONEY|N", help=t("What is to be reached."))] = None,
    metric: Annotated[
        list[str] | None,
        typer.Option(metavar="METRIC", help=t("What the quota is set in; unless said otherwise, it is revenue.")),
    ] = None,
    period: Annotated[
        str | None, typer.Option(metavar="PERIOD", help=t("this quarter (unless said otherwise), next month …"))
    ] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DAY", help=t("The first day of the period."))] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DAY", help=t("Its last day."))] = None,
    target: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help=t("Customers to win it from: how; can be given again.")),
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help=t("Why the plan is changed."))] = None,
    value: Annotated[
        str | None, typer.Option(metavar="MONEY", help=t("What if a contract brought that? Nothing is saved."))
    ] = None,
    win_rate: Annotated[
        str | None, typer.Option(metavar="N%", help=t("What if so many deals were won? Nothing is saved."))
    ] = None,
    days: Annotated[
        str | None, typer.Option(metavar="N", help=t("What if so many working days were left? Nothing is saved."))
    ] = None,
) -> None:
    """Take a quota apart: the contracts, meetings, calls and new approaches of each week and working day.

    pipe plan --quota 12M --period "this quarter" --target "Existing customers: offer the second line"
    """
    run = run_of(ctx)
    options = PlanOptions(quota, metric or [], period, first, last, target or [], note, value, win_rate, days)
    verb = _verb(words or [], options)
    if verb == "list":
        _list(run)
    elif verb == "drop":
        _drop(run, options)
    elif verb == "show" or not (options.sets or (options.is_nothing and run.is_interactive)):
        _show(run, options)
    else:
        _set(run, options)


def _verb(words: list[str], options: PlanOptions) -> str:
    """Return show, drop, list or "".

    Raises:
        UsageError: it is none of them, or goes with other options.
    """
    if not words:
        return ""
    verb = inputs.one_of("command", " ".join(words), VERBS)
    if options.sets:
        raise UsageError(
            t("pipe plan {verb} changes nothing.", verb=verb),
            hint=t("Write it like this: {example}", example="pipe plan --quota 12M"),
        )
    return verb


def _set(run: Run, options: PlanOptions) -> None:
    from pipeline_cli.commands.plan_options import wanted_plan
    from pipeline_cli.services.plan_breakdown import taken_apart
    from pipeline_cli.views.plan import plan_screen
    from pipeline_cli.views.plan_json import plan_json

    if options.is_nothing:
        from pipeline_cli.commands.plan_questions import asked_plan

        options = asked_plan(run)
    before, wanted = wanted_plan(run, options)
    planned = taken_apart(run.store.reader, wanted, run.now, run.currency, what_if_of(run, options, wanted))
    if planned.is_trial:
        run.say(t("Only tried out; nothing is saved."))
    else:
        from pipeline_cli.services.save_plan import save_plan  # SQLModel: only for a run that writes

        if options.quota and not wanted.targets:
            planned = planned._replace(plan=_with_targets(run, wanted))
        planned = planned._replace(plan=save_plan(run.store, planned, run.now))
        run.say(_saved(before, planned.plan))
    run.show(planned, screen=plan_screen, document=plan_json)


def _with_targets(run: Run, plan: Plan) -> Plan:
    """Return a plan with the customers to win it from; where nobody can be asked, as it is."""
    if not run.is_interactive:
        return plan
    from pipeline_cli.commands.plan_questions import asked_targets

    return plan._replace(targets=targets_of(asked_targets(run)))


def _saved(before: Plan | None, after: Plan) -> str:
    if before is None or (before.amount, before.currency) == (after.amount, after.currency):
        return t("The plan is saved.")
    from pipeline_cli.domain.plan_words import amount_text

    return t("The plan is saved; it was {quota} before.", quota=amount_text(before.amount, before.currency))


def _show(run: Run, options: PlanOptions) -> None:
    found = _meant(run, options)
    if found is None:
        _show_none(run, options)
        return
    from pipeline_cli.services.plan_breakdown import taken_apart
    from pipeline_cli.views.plan import plan_screen
    from pipeline_cli.views.plan_json import plan_json

    what_if = what_if_of(run, options, found)
    if what_if.is_asked:
        run.say(t("Only tried out; nothing is saved."))
    planned = taken_apart(run.store.reader, found, run.now, run.currency, what_if)
    run.show(planned, screen=plan_screen, document=plan_json)


def _show_none(run: Run, options: PlanOptions) -> None:
    """Say that nothing is planned.

    Raises:
        NotFoundError: something was to be tried out on a plan.
    """
    from pipeline_cli.views.plan_json import plan_json
    from pipeline_cli.views.plan_list import no_plan_sheet

    if options.tries:
        raise NotFoundError(
            t("There is no plan to try that on."),
            hint=t("Write it like this: {example}", example="pipe plan --quota 12M"),
        )
    run.show(None, screen=lambda _: no_plan_sheet(), document=plan_json)


def _drop(run: Run, options: PlanOptions) -> None:
    found = _meant(run, options)
    if found is None:
        raise NotFoundError(t("There is no such plan."), hint=t('"pipe plan list" shows all plans.'))
    from pipeline_cli.services.save_plan import drop_plan
    from pipeline_cli.views.plan_list import dropped_plan_json, dropped_plan_sheet

    drop_plan(run.store, found, run.now)
    run.show(found, screen=lambda gone: dropped_plan_sheet(gone, run.today), document=dropped_plan_json)


def _list(run: Run) -> None:
    from pipeline_cli.services.list_plans import plans
    from pipeline_cli.views.plan_list import plans_json, plans_sheet

    run.show(plans(run.store.reader), screen=lambda found: plans_sheet(found, run.today), document=plans_json)


def _meant(run: Run, options: PlanOptions) -> Plan | None:
    metric = plan_metric(options.metrics) if options.metrics else None
    return plan_meant(run.store.reader, run.today, metric, options.span(run))
