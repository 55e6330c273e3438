"""What a report for the sales meeting says, section by section, in the user's language."""

from collections.abc import Iterator
from typing import Final

from pipeline_cli.dates import format_day
from pipeline_cli.domain.pipeline import Pipeline
from pipeline_cli.domain.pruning import SuggestedDeal
from pipeline_cli.domain.rate import Rate
from pipeline_cli.domain.sales_report import Decided, HonestStage, Reason, SalesReport, says_something
from pipeline_cli.i18n import listed, sentences, t, tn
from pipeline_cli.money.writing import format_short
from pipeline_cli.views.funnel_words import counts_text, days_text, percent_text
from pipeline_cli.views.grid import Column
from pipeline_cli.views.kpi_words import range_text
from pipeline_cli.views.pruning import action_words, estimate_note, evidence_text, frees
from pipeline_cli.views.report_ahead import deciding_section, forecast_section, next_steps_section
from pipeline_cli.views.report_page import Bar, Chart, Fact, Heading, ReportPage, Section, Stretch, centred, table
from pipeline_cli.views.report_words import (
    NUMBER,
    SHOWN_REASONS,
    chance_text,
    customer,
    deals_text,
    number,
    values_text,
)
from pipeline_cli.views.sheet import Part
from pipeline_cli.views.text import SIGNS, on_a_line, stage_name

MOST: Final = 20
"""What a page shows of each list; JSON and CSV have all of it."""


def report_page(report: SalesReport, most: int = MOST) -> ReportPage:
    """Return a report as a page; lists of deals are cut after so many."""
    today = report.today
    first, last = format_day(report.span.first, today), format_day(report.span.last, today)
    return ReportPage(
        title=t("Sales report"),
        period=first if report.span.is_day else t("{first} to {last}", first=first, last=last),
        made=t("as of {day} {time}", day=format_day(today, today), time=f"{report.now:%H:%M}"),
        facts=tuple(_facts(report)),
        sections=tuple(_sections(report, most)),
    )


def _sections(report: SalesReport, most: int) -> Iterator[Section]:
    if (
        not any(stage.open or stage.let_go for stage in report.stages)
        and not report.decided
        and not any(map(says_something, report.measures.rows))
    ):
        return
    yield forecast_section(report)
    if report.deciding:
        yield deciding_section(report)
    yield _funnel(report)
    yield _verdicts(report)
    for verdict in ("won", "lost", "parked"):
        if report.reached(verdict):
            yield _reached(report, verdict, most)
    yield next_steps_section(report, most)
    if report.let_go.all.deals:
        yield _let_go(report, most)


def _facts(report: SalesReport) -> Iterator[Fact]:
    won, lost, rate = report.total("won"), report.total("lost"), report.win_rate
    yield Fact(t("won"), deals_text(won), values_text(won))
    yield Fact(t("lost"), deals_text(lost), values_text(lost))
    yield Fact(
        t("win rate"), percent_text(rate) or counts_text(rate) or "–", counts_text(rate) if percent_text(rate) else ""
    )
    yield Fact(t("honest pipeline"), deals_text(report.pipeline), values_text(report.pipeline))
    yield from _landing(report)


def _landing(report: SalesReport) -> Iterator[Fact]:
    """Yield how many contracts the period will end with: as the table says, where that is of the same days."""
    contracts = next((row for row in report.measures.rows if row.figure.metric == "contracts"), None)
    if contracts and contracts.landing and not report.is_over and contracts.span == report.span:
        likely = tn("{n:,} contract", "{n:,} contracts", round(contracts.landing.expected))
        yield Fact(t("landing"), likely, range_text(contracts.landing, contracts.figure, SIGNS))
    elif report.forecast:
        wins = report.forecast.ranges["wins"]
        likely = tn("{n:,} contract", "{n:,} contracts", wins.p50)
        yield Fact(t("landing"), likely, t("{low} to {high}", low=f"{wins.p10:,}", high=f"{wins.p90:,}"))


def _funnel(report: SalesReport) -> Section:
    stages, largest = report.stages, max(stage.open for stage in report.stages)
    headings = (
        Heading(t("stage")),
        Heading(t("open"), NUMBER),
        Heading(t("worth"), Column(least=8, is_right=True, leaves=2)),
        Heading(t("went on"), Column(is_right=True, leaves=3)),
        Heading(t("days"), Column(is_right=True, leaves=4)),
        Heading(t("could be let go"), Column(is_right=True, leaves=1)),
    )
    bars = (Bar(stage_name(one.stage), f"{one.open:,}", (centred(one.open, largest),)) for one in stages)
    text = t("Without what could be let go: {deals}.", deals=_with_values(report.pipeline))
    days = days_text(report.sales_cycle_days)
    return Section(
        key="funnel",
        title=t("Honest pipeline"),
        texts=(sentences(text, days and t("From opened to won: {days} days.", days=days)),),
        chart=Chart(tuple(bars)) if largest else None,
        table=table(headings, [_stage_row(one) for one in stages]),
        notes=(t("Went on, and days: of your whole history; of the deals won or lost, those that came further."),),
    )


def _stage_row(one: HonestStage) -> list[Part]:
    return [
        (stage_name(one.stage), "heading"),
        (f"{one.open:,}", "number"),
        (listed(*map(format_short, one.values)), ""),
        (_share(one.went_on), ""),
        (days_text(one.median_days), ""),
        (f"{one.let_go:,}" if one.let_go else "", "aside"),
    ]


def _share(rate: Rate) -> str:
    """Return the counts of a share, and how much that is where they are enough."""
    counts, percent = counts_text(rate), percent_text(rate)
    return t("{counts} ({percent})", counts=counts, percent=percent) if percent else counts


def _verdicts(report: SalesReport) -> Section:
    counts = [
        (t("{n:,} won", n=n) if (n := len(report.reached("won"))) else ""),
        (t("{n:,} lost", n=n) if (n := len(report.reached("lost"))) else ""),
        (t("{n:,} parked", n=n) if (n := len(report.reached("parked"))) else ""),
    ]
    rate = report.win_rate
    share = t("Decided: {counts} won.", counts=counts_text(rate)) if rate.of else ""
    told = t("In the period: {counts}.", counts=listed(*counts)) if any(counts) else t("None in the period.")
    return Section("verdicts", t("Verdicts reached"), (sentences(told, share),))


def _reached(report: SalesReport, verdict: str, most: int) -> Section:
    """Return the section of the deals that came to one verdict, those lost with the reasons together, too."""
    titles = {"won": t("Won, and what helped"), "lost": t("Lost, and why"), "parked": t("Parked, and until when")}
    whys = {"won": t("what helped"), "lost": t("reason"), "parked": t("until")}
    headings = (
        Heading(t("No."), Column(is_right=True, leaves=3)),
        Heading(t("customer"), Column(least=14)),
        Heading(t("deal"), Column(least=12, leaves=2)),
        Heading(t("worth"), NUMBER),
        Heading(t("day"), Column(leaves=1)),
        Heading(whys[verdict], Column(least=18)),
    )
    found = report.reached(verdict)
    rows = [_decided_row(one, report) for one in found[:most]]
    return Section(
        key=verdict,
        title=titles[verdict],
        texts=(t("Together: {deals}.", deals=_with_values(report.total(verdict))),),
        chart=_reasons(report.reasons) if verdict == "lost" else None,
        table=table(headings, rows, len(found) - len(rows)),
        is_part=True,
    )


def _decided_row(one: Decided, report: SalesReport) -> list[Part]:
    deal, today = one.verdict, report.today
    until = format_day(deal.until, today) if deal.until else ""
    return [
        number(deal.deal),
        customer(deal.customer),
        (on_a_line(deal.title), ""),
        (format_short(deal.value) if deal.value else "", "number"),
        (format_day(deal.at.date(), today), "aside"),
        _why(one, until),
    ]


def _why(one: Decided, until: str) -> Part:
    """Return what helped, why it was lost, or until when it is parked; a loss without a reason is told as such."""
    text = on_a_line(one.helped or one.verdict.reason) or until
    if text or one.verdict.verdict != "lost":
        return text, ""
    return t("no reason noted"), "aside"


def _reasons(reasons: tuple[Reason, ...]) -> Chart | None:
    """Return how many deals were lost for each reason; None where one is as good as all."""
    if len(reasons) < 2:  # noqa: PLR2004  # one alone is no comparison
        return None
    most = reasons[0].lost.deals
    return Chart(
        tuple(
            Bar(
                on_a_line(one.text) or t("no reason noted"),
                _with_values(one.lost),
                (Stretch("open", 0.0, one.lost.deals / most),),
            )
            for one in reasons[:SHOWN_REASONS]
        )
    )


def _let_go(report: SalesReport, most: int) -> Section:
    pruning, gone = report.let_go.pruning, report.let_go.all
    rows = [_suggested_cells(one) for one in pruning.shown[:most]]
    apart = t("Not in the pipeline above: {deals}.", deals=_with_values(gone))
    return Section(
        key="let_go",
        title=t("Could be let go"),
        texts=(sentences(apart, frees(pruning.freed) if pruning.freed.minutes_per_week else ""),),
        table=table(_suggested_headings(), rows, gone.deals - len(rows)),
        notes=tuple(filter(None, (estimate_note(pruning.freed), t("To go through them one by one: pipe prune")))),
    )


def _suggested_headings() -> tuple[Heading, ...]:
    return (
        Heading(t("No."), Column(is_right=True, leaves=5)),
        Heading(t("customer"), Column(least=14)),
        Heading(t("deal"), Column(least=12, leaves=3)),
        Heading(t("stage"), Column(leaves=2)),
        Heading(t("worth"), NUMBER),
        Heading(t("chance"), Column(is_right=True)),
        Heading(t("suggestion"), Column(leaves=4)),
        Heading(t("why"), Column(least=30, leaves=1)),
    )


def _suggested_cells(suggested: SuggestedDeal) -> list[Part]:
    deal, one = suggested
    return [
        number(deal.id),
        customer(deal.customer_name),
        (on_a_line(deal.title), ""),
        (stage_name(deal.stage), ""),
        (format_short(deal.value) if deal.value else "", "number"),
        (chance_text(one.win_probability), ""),
        (action_words(one.action), "due"),
        (evidence_text(one), "aside"),
    ]


def _with_values(found: Pipeline) -> str:
    values = values_text(found)
    return t("{deals}, {values}", deals=deals_text(found), values=values) if values else deals_text(found)
