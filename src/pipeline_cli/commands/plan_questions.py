"""What ``pipe plan`` asks on a terminal: measure, quota, period, what a contract brings, from whom and how."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

from pipeline_cli.commands.period_options import period_of
from pipeline_cli.commands.plan_options import THIS_QUARTER, PlanOptions, what_if_of
from pipeline_cli.context import Run
from pipeline_cli.dates import default_rules, format_day
from pipeline_cli.dates.spans import Span
from pipeline_cli.domain.measure_names import metric_label
from pipeline_cli.domain.plan import PLAN_METRICS, Plan, target_of
from pipeline_cli.domain.plan_amount import plan_metric, quota_amount
from pipeline_cli.domain.plan_words import amount_text
from pipeline_cli.errors import PipeError
from pipeline_cli.i18n import t
from pipeline_cli.prompts.line_prompt import Asking, ask_line
from pipeline_cli.prompts.terminal import imported_meanwhile
from pipeline_cli.services.measuring import Measuring
from pipeline_cli.services.plan_breakdown import suggested_customers
from pipeline_cli.services.plan_lookup import refuse_without_days
from pipeline_cli.services.plan_rates import each_contract
from pipeline_cli.views.console import console
from pipeline_cli.views.plan import customers_sheet
from pipeline_cli.views.plan_questions import question_sheet, refused_sheet

if TYPE_CHECKING:
    from rich.console import RenderableType

T = TypeVar("T")

MOST_ASKED: Final = 3
"""Kinds of customers that are asked for: two or three can be kept in mind."""


def asked_plan(run: Run) -> PlanOptions:
    """Ask for everything that a plan needs, and return it as if it had been typed as options.

    Raises:
        KeyboardInterrupt: Ctrl-C, Ctrl-D, or the terminal went away; nothing is saved then.
    """
    with imported_meanwhile("pipeline_cli.services.save_plan"):
        return _Questions(run).answers()


class _Questions:
    """The questions, one after another; each is asked until its answer can be taken."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def answers(self) -> PlanOptions:
        """Return what was answered."""
        metric = self._metric()
        quota = self._quota(metric)
        span = self._period()
        options = PlanOptions(quota, (metric,), first=str(span.first), last=str(span.last))
        options = options._replace(value=self._value(metric, options), targets=self._targets())
        self._run.has_told_dates = True
        return options

    def _metric(self) -> str:
        known = ", ".join(f"{metric_label(metric)} ({metric})" for metric in PLAN_METRICS)
        hint = t("One of: {known}", known=known)
        return self._asked(
            t("What is your quota set in?"), hint, lambda text: plan_metric([text]), metric_label, PLAN_METRICS[0]
        )

    def _quota(self, metric: str) -> str:
        def read(text: str) -> str:
            quota_amount(metric, text, self._run.currency)
            return text

        def shown(text: str) -> str:
            return amount_text(*quota_amount(metric, text, self._run.currency))

        return self._asked(t("How much is it?"), metric_label(metric), read, shown)

    def _period(self) -> Span:
        def read(text: str) -> Span:
            span = period_of(self._run, text, None, None, default=THIS_QUARTER, is_ahead=True)
            refuse_without_days(span, self._run.now)
            return span

        def shown(span: Span) -> str:
            first, last = (format_day(day, self._run.today) for day in span)
            return t("{first} to {last}", first=first, last=last)

        hint = t("this month, next quarter, fiscal year, 2026-12 …")
        return self._asked(t("For which period?"), hint, read, shown, t("this quarter"))

    def _value(self, metric: str, options: PlanOptions) -> str | None:
        """Ask what a contract brings, where no record says so."""
        amount, currency = quota_amount(metric, options.quota or "", self._run.currency)
        measuring = Measuring(self._run.store.reader, self._run.now, self._run.currency, default_rules(self._run.now))
        if each_contract(measuring, metric, currency).amount:
            return None
        plan = Plan(0, metric, amount, currency, self._run.today, self._run.today)

        def read(text: str) -> str:
            what_if_of(self._run, PlanOptions(value=text), plan)
            return text

        def shown(text: str) -> str:
            value = what_if_of(self._run, PlanOptions(value=text), plan).value
            return amount_text(value.minor, value.currency) if value else ""

        hint = t("No contract of your own tells yet; a guess will do.")
        return self._asked(t("What does a contract usually bring?"), hint, read, shown)

    def _targets(self) -> list[str]:
        """Ask from whom the quota is to come, and how, up to three times; an empty line ends it."""
        customers = suggested_customers(self._run.store.reader, self._run.now)
        if customers:
            self._show(customers_sheet(customers, self._run.today))
        found: list[str] = []
        while len(found) < MOST_ASKED:
            question = t("From which customers?") if not found else t("From whom else?")
            who = self._line(question, t("Two or three kinds, in your own words; Enter ends it.")).strip()
            if not who:
                break
            if not target_of(who).how:
                how = self._line(t("How will you win it from them?"), t("In your own words; Enter passes it over."))
                who = f"{target_of(who).who}: {how.strip()}"
            found.append(who)
        return found

    def _asked(
        self, question: str, hint: str, read: Callable[[str], T], shown: Callable[[T], str], default: str = ""
    ) -> T:
        """Ask until an answer can be read; how it is understood stands beside it."""

        def remark(text: str) -> str:
            try:
                return f"→ {shown(read(text))}" if text.strip() else ""
            except PipeError:
                return ""

        self._run.has_told_dates = True
        self._show(question_sheet(question, hint))
        text = default
        while True:
            text = ask_line(Asking(default=text, remark=remark)).text
            try:
                return read(text)
            except PipeError as error:
                self._show(refused_sheet(error.what, error.why, error.hint))

    def _line(self, question: str, hint: str) -> str:
        self._show(question_sheet(question, hint))
        return ask_line(Asking()).text

    def _show(self, screen: "RenderableType") -> None:
        console(self._run.environ, is_ascii=self._run.config.is_ascii).print(screen)
