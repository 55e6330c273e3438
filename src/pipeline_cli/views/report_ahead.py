"""What a report says of what is ahead: where the period will end, the deals that decide it, and the next steps."""

from typing import Final

from pipeline_cli.dates import format_day
from pipeline_cli.domain.kpi import KpiRow
from pipeline_cli.domain.measure_names import metric_in, metric_label
from pipeline_cli.domain.next_step import NextStep, is_overdue
from pipeline_cli.domain.sales_report import FOLLOW_UPS, NEAR_DAYS, DealAhead, FollowUps, SalesReport, coverage
from pipeline_cli.i18n import listed, sentences, t, tn
from pipeline_cli.money.writing import format_short
from pipeline_cli.views.forecast import basis_text
from pipeline_cli.views.grid import Column
from pipeline_cli.views.kpi import STYLES
from pipeline_cli.views.kpi_closing import closing_text
from pipeline_cli.views.kpi_words import budget_text, cases_text, gap_text, landing_text, range_text, value_text
from pipeline_cli.views.report_page import Bar, Chart, Heading, Section, Stretch, mark, table
from pipeline_cli.views.report_words import NUMBER, chance_text, customer, number
from pipeline_cli.views.sheet import Part
from pipeline_cli.views.text import SIGNS, on_a_line, stage_name
from pipeline_cli.views.wording import due_text, waiting_words

ROOM: Final = 1.04
"""How much longer a bar is than what it shows, so that a line at its end is seen."""


def forecast_section(report: SalesReport) -> Section:
    """Return where each measure will end, or ended, against its budget."""
    headings = (
        Heading(t("measure"), Column(least=8)),
        Heading(t("actual"), NUMBER),
        Heading("", Column(leaves=4)),
        Heading(t("budget"), NUMBER),
        Heading(t("landing"), NUMBER),
        Heading(t("range"), Column(is_right=True, leaves=1)),
        Heading(t("gap"), Column(is_right=True, leaves=3)),
        Heading(t("status"), Column(leaves=2)),
    )
    has_budget = any(row.budget for row in report.measures.rows)
    return Section(
        key="forecast",
        title=t("Result against budget") if report.is_over else t("Forecast against budget"),
        texts=tuple(filter(None, (_needs(row, report) for row in report.measures.rows))),
        chart=_chart(report),
        table=table(headings, [_row(row, report) for row in report.measures.rows]),
        notes=tuple(
            filter(
                None,
                (
                    basis_text(report.forecast) if report.forecast else "",
                    "" if has_budget else _no_budgets(),
                ),
            )
        ),
    )


def deciding_section(report: SalesReport) -> Section:
    """Return the open deals whose outcome moves the end of the period most."""
    headings = (
        Heading(t("No."), Column(is_right=True, leaves=3)),
        Heading(t("customer"), Column(least=14)),
        Heading(t("deal"), Column(least=12, leaves=2)),
        Heading(t("stage"), Column(leaves=1)),
        Heading(t("worth"), NUMBER),
        Heading(t("chance"), NUMBER),
        Heading(t("next step"), Column(least=20, leaves=4)),
    )
    rows = [_deciding_row(one, report) for one in report.deciding]
    return Section(
        key="deciding",
        title=t("The deals that decide it"),
        table=table(headings, rows),
        notes=(t("Chance: of being won within the period."),),
    )


def next_steps_section(report: SalesReport, most: int) -> Section:
    """Return how the honest pipeline goes on, and its next steps of the next days."""
    headings = (
        Heading(t("when")),
        Heading(t("customer"), Column(least=14)),
        Heading(t("deal"), Column(least=12, leaves=2)),
        Heading(t("by"), Column(leaves=1)),
        Heading(t("what for"), Column(least=18, leaves=4)),
        Heading(t("promise"), Column(leaves=3)),
    )
    near = report.follow_ups.near
    rows = [_step_row(one.step, one, report) for one in near[:most] if one.step]
    return Section(
        key="next_steps",
        title=t("Next steps"),
        texts=tuple(filter(None, (_overdue(report.follow_ups),))),
        chart=_ways(report.follow_ups),
        table=table(headings, rows, len(near) - len(rows)),
        notes=(t("Of the honest pipeline, the next {n} days.", n=NEAR_DAYS),) if rows else (),
    )


def _no_budgets() -> str:
    return t("No budgets yet: {example}", example=t('pipe kpi set revenue 5M --due "end of month"'))


def _row(row: KpiRow, report: SalesReport) -> list[Part]:
    figure, status = row.figure, row.status or ""
    return [
        (_measure(row, report), "heading"),
        (value_text(figure.value, figure.unit, figure.currency, SIGNS), "number"),
        (cases_text(figure), "aside"),
        (budget_text(row.budget, SIGNS), ""),
        ("" if report.is_over else landing_text(row.landing, figure, SIGNS), "number"),
        (range_text(row.landing, figure, SIGNS), "aside"),
        (gap_text(row, SIGNS), ""),
        (t(status) if status else "", STYLES.get(status, "")),
    ]


def _measure(row: KpiRow, report: SalesReport) -> str:
    """Return what a measure is called, and of which days it is where those are not the report's."""
    return _with_days(metric_label(row.figure.metric), row, report)


def _with_days(label: str, row: KpiRow, report: SalesReport) -> str:
    if row.span == report.span:
        return label
    first, last = (format_day(day, report.today) for day in row.span)
    return t("{label}, {first} to {last}", label=label, first=first, last=last)


def _label(row: KpiRow, report: SalesReport) -> str:
    """Return what a measure is called where no amount beside it tells its currency."""
    return _with_days(metric_in(row.figure.metric, row.figure.currency), row, report)


def _needs(row: KpiRow, report: SalesReport) -> str:
    """Return what a budget still needs; "" where it has what it needs, or there is none."""
    told = closing_text(row)
    covered = coverage(row, report.pipeline)
    times = ""
    if covered is not None and not report.is_over:
        times = t("The honest pipeline is {times}x what is missing.", times=f"{covered:.1f}")
    if not told and not times:
        return ""
    return t("{label}: {told}", label=_label(row, report), told=sentences(told.removesuffix(":"), times))


def _chart(report: SalesReport) -> Chart | None:
    bars = tuple(bar for row in report.measures.rows if (bar := _bar(row, report)))
    kinds = {part.kind for bar in bars for part in bar.parts}
    words = {
        "done": t("actual"),
        "range": t("range"),
        "likely": t("landing"),
        "budget": t("budget"),
    }
    return Chart(bars, tuple((kind, word) for kind, word in words.items() if kind in kinds)) if bars else None


def _bar(row: KpiRow, report: SalesReport) -> Bar | None:
    """Return a measure as a bar: what there is, between what it will end, and the line of its budget."""
    actual, landing, budget = row.figure.value or 0.0, row.landing, row.budget
    is_known = landing is not None and landing.basis != "over"
    ends = [actual, budget.value if budget else 0.0, landing.high if landing else 0.0]
    longest = max(ends) * ROOM
    if not longest or not (is_known or budget):
        return None
    parts = [Stretch("done", 0.0, max(0.0, actual / longest))]
    if landing and is_known:
        parts.append(Stretch("range", max(0.0, landing.low / longest), landing.high / longest))
        parts.append(mark(landing.expected / longest, "likely"))
    if budget:
        parts.append(mark(budget.value / longest, "budget"))
    return Bar(_label(row, report), _bar_figure(row), tuple(parts))


def _bar_figure(row: KpiRow) -> str:
    """Return where a measure will end, and what is planned, for who can't see the bar."""
    figure, budget = row.figure, budget_text(row.budget, SIGNS)
    ends = range_text(row.landing, figure, SIGNS) or value_text(figure.value, figure.unit, figure.currency, SIGNS)
    return t("{range}, budget {budget}", range=ends, budget=budget) if budget else ends


def _deciding_row(one: DealAhead, report: SalesReport) -> list[Part]:
    deal = one.deal
    is_late = bool(one.step and one.step.due and is_overdue(one.step.due, report.now))
    return [
        number(deal.id),
        customer(deal.customer_name),
        (on_a_line(deal.title), ""),
        (stage_name(deal.stage), ""),
        (format_short(deal.value) if deal.value else "", "number"),
        (chance_text(one.chance or 0.0), "number"),
        (_step_text(one.step, report), "overdue" if is_late else ""),
    ]


def _step_text(step: NextStep | None, report: SalesReport) -> str:
    if step is None:
        return t("no next step")
    if step.due is None:
        return t("they will be in touch")
    return listed(due_text(step.due, report.today), _plan(step), on_a_line(step.why))


def _plan(step: NextStep) -> str:
    plan = t("agreed") if step.agreed else t("own plan")
    return f" {SIGNS.dot} ".join(filter(None, (plan, waiting_words(step))))


def _step_row(step: NextStep, one: DealAhead, report: SalesReport) -> list[Part]:
    return [
        (due_text(step.due, report.today) if step.due else "", ""),
        customer(one.deal.customer_name),
        (on_a_line(one.deal.title), ""),
        (t(step.by) if step.by else "", "aside"),
        (on_a_line(step.why), ""),
        (_plan(step), "agreed" if step.agreed else "plan"),
    ]


def _overdue(found: FollowUps) -> str:
    if not found.overdue:
        return ""
    return tn("{n:,} next step is overdue.", "{n:,} next steps are overdue.", found.overdue)


def _ways(found: FollowUps) -> Chart | None:
    """Return how many deals go on how; None where none does."""
    words = {
        "agreed": t("agreed with the customer"),
        "own_plan": t("own plan"),
        "waiting": t("they will be in touch"),
        "none": t("no next step"),
    }
    largest = max(found.counts.values(), default=0)
    bars = [
        Bar(words[way], f"{found.counts[way]:,}", (Stretch("open", 0.0, found.counts[way] / largest),))
        for way in FOLLOW_UPS
        if largest and found.counts[way]
    ]
    return Chart(tuple(bars)) if bars else None
