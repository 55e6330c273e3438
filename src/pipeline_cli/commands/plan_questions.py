"""What ``pipe plan`` asks on a terminal: measure, quota, period, what a contract brings, from whom and how."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from pipeline_cli.commands.period_options import period_of
from pipeline_cli.commands.plan_options import THIS_QUARTER, PlanOptions, what_if_of
from pipeline_cli.context import Run
from pipeline_cli.dates import default_rules, format_day
from pipeline_cli.domain.measure_names import metric_label, metric_typed
from pipeline_cli.domain.plan import PLAN_METRICS, Plan, target_of
from pipeline_cli.domain.plan_amount import plan_metric, quota_amount
from pipeline_cli.domain.plan_words import amount_text, amount_typed
from pipeline_cli.errors import PipeError
from pipeline_cli.i18n import listed, t
from pipeline_cli.prompts.line_prompt import Asking, ask_line
from pipeline_cli.prompts.terminal import imported_meanwhile
from pipeline_cli.services.measuring import Measuring
from pipeline_cli.services.plan_breakdown import suggested_customers
from pipeline_cli.services.plan_lookup import plan_meant, refuse_without_days
from pipeline_cli.services.plan_rates import each_contract
from pipeline_cli.views.console import console
from pipeline_cli.views.plan import customers_sheet
from pipeline_cli.views.plan_questions import question_sheet, refused_sheet

if TYPE_CHECKING:
    from rich.console import RenderableType

Read = tuple[PlanOptions, str]
"""The options with an answer, and how it was understood."""

MOST_ASKED: Final = 3
"""Kinds of customers that are asked for: two or three can be kept in mind."""


def asked_plan(run: Run) -> PlanOptions:
    """Ask for everything that a plan needs but its targets, and return it as if it had been typed as options.

    Raises:
        KeyboardInterrupt: Ctrl-C, Ctrl-D, or the terminal went away; nothing is saved then.
    """
    with imported_meanwhile("pipeline_cli.services.save_plan"):
        return _Questions(run).answers()


def asked_targets(run: Run) -> list[str]:
    """Ask from whom the quota is to come, and how, up to three times; an empty line ends it.

    Raises:
        KeyboardInterrupt: as above.
    """
    customers = suggested_customers(run.store.reader, run.now)
    if customers:
        _show(run, customers_sheet(customers, run.today))
    found: list[str] = []
    while len(found) < MOST_ASKED:
        question = t("From which customers?") if not found else t("From whom else?")
        who = _line(run, question, t("Two or three kinds, in your own words; Enter ends it.")).strip()
        if not who:
            break
        if not target_of(who).how:
            how = _line(run, t("How will you win it from them?"), t("In your own words; Enter passes it over."))
            who = f"{target_of(who).who}: {how.strip()}"
        found.append(who)
    return found


class _Questions:
    """The questions, one after another; each is asked until its answer can be taken, or the one before is asked for."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._before = plan_meant(run.store.reader, run.today)
        self._options = PlanOptions()

    def answers(self) -> PlanOptions:
        """Return what was answered."""
        steps = (self._metric, self._quota, self._period, self._value)
        at = 0
        while at < len(steps):
            at += 1 if steps[at]() else -1
        self._run.has_told_dates = True
        return self._options

    def _metric(self) -> bool:
        def read(text: str) -> Read:
            metric = plan_metric([text])
            return self._options._replace(metrics=(metric,)), metric_label(metric)

        known = listed(*map(metric_typed, PLAN_METRICS))
        default = metric_typed(self._before.metric if self._before else PLAN_METRICS[0])
        return self._asked(
            t("What is your quota set in?"), t("One of: {known}", known=known), read, default, is_first=True
        )

    def _quota(self) -> bool:
        metric = self._options.metrics[0]

        def read(text: str) -> Read:
            amount = quota_amount(metric, text, self._run.currency)
            return self._options._replace(quota=text), amount_text(*amount)

        before = self._before
        default = amount_typed(before.amount, before.currency) if before and before.metric == metric else ""
        return self._asked(t("How much is it?"), metric_label(metric), read, default)

    def _period(self) -> bool:
        def read(text: str) -> Read:
            span = period_of(self._run, text, None, None, default=THIS_QUARTER, is_ahead=True)
            refuse_without_days(span, self._run.now)
            first, last = (format_day(day, self._run.today) for day in span)
            options = self._options._replace(first=str(span.first), last=str(span.last))
            return options, t("{first} to {last}", first=first, last=last)

        default = " - ".join(map(str, self._before.span)) if self._before else t("this quarter")
        return self._asked(t("For which period?"), t("this month, next quarter, fiscal year, 2026-12 …"), read, default)

    def _value(self) -> bool:
        """Ask what a contract brings, where no record says so."""
        metric = self._options.metrics[0]
        amount, currency = quota_amount(metric, self._options.quota or "", self._run.currency)
        measuring = Measuring(self._run.store.reader, self._run.now, self._run.currency, default_rules(self._run.now))
        if each_contract(measuring, metric, currency).amount:
            return True
        plan = Plan(0, metric, amount, currency, self._run.today, self._run.today)

        def read(text: str) -> Read:
            value = what_if_of(self._run, PlanOptions(value=text), plan).value
            return self._options._replace(value=text), amount_text(value.minor, value.currency) if value else ""

        hint = t("No contract of your own tells yet; a guess will do.")
        return self._asked(t("What does a contract usually bring?"), hint, read)

    def _asked(
        self, question: str, hint: str, read: Callable[[str], Read], default: str = "", *, is_first: bool = False
    ) -> bool:
        """Ask until an answer can be taken; tell whether to go on, and not back.

        Args:
            question: what is asked.
            hint: what can be answered.
            read: returns the options with an answer, and how it was understood, which is shown while it is typed.
            default: the answer that Enter alone gives.
            is_first: whether there is no question before.
        """

        def remark(text: str) -> str:
            try:
                return f"→ {read(text.strip() or default)[1]}" if text.strip() or default else ""
            except PipeError:
                return ""

        self._run.has_told_dates = True
        _show(self._run, question_sheet(question, hint))
        text = ""
        while True:
            line = ask_line(Asking(default=text, is_refused=bool(text), remark=remark, can_go_back=not is_first))
            if line.wish:
                return False
            text = line.text
            try:
                self._options, _ = read(text.strip() or default)
            except PipeError as error:
                _show(self._run, refused_sheet(error.what, error.why, error.hint))
            else:
                return True


def _line(run: Run, question: str, hint: str) -> str:
    _show(run, question_sheet(question, hint))
    return ask_line(Asking()).text


def _show(run: Run, screen: "RenderableType") -> None:
    console(run.environ, is_ascii=run.config.is_ascii).print(screen)
