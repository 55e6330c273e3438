"""A report as JSON, as the README promises it; it holds all deals of each list."""

from typing import Final

from pipeline_cli.domain.pipeline import Pipeline
from pipeline_cli.domain.rate import Rate
from pipeline_cli.domain.review import VERDICTS
from pipeline_cli.domain.sales_report import DealAhead, Decided, HonestStage, LetGo, SalesReport, coverage
from pipeline_cli.views.as_json import Document, deal_json, money_json, step_json
from pipeline_cli.views.forecast import forecast_json
from pipeline_cli.views.kpi_json import kpi_json, span_json
from pipeline_cli.views.pruning import pruning_json

_DIGITS: Final = 4
_OF_FORECAST: Final = ("wins", "revenue", "profit", "mrr")


def report_json(report: SalesReport) -> Document:
    """Return a report."""
    return {
        "now": report.now.isoformat(),
        "period": span_json(report.span),
        "pipeline": _pipeline(report.pipeline),
        "funnel": {
            "stages": [_stage(one) for one in report.stages],
            "sales_cycle_days": _rounded(report.sales_cycle_days, 1),
        },
        "verdicts": {
            **{verdict: len(report.reached(verdict)) for verdict in VERDICTS},
            "win_rate": _rounded(report.win_rate.share),
            "decided": _counts(report.win_rate),
        },
        **{verdict: _reached(report, verdict) for verdict in VERDICTS},
        "lost_reasons": [{"reason": one.text, **_pipeline(one.lost)} for one in report.reasons],
        "measures": kpi_json(report.measures)["rows"],
        "coverage": _coverage(report),
        "forecast": _forecast(report),
        "deciding": [_ahead(one) for one in report.deciding],
        "next_steps": {
            **report.follow_ups.counts,
            "overdue": report.follow_ups.overdue,
            "near": [_ahead(one) for one in report.follow_ups.near],
        },
        "let_go": _let_go(report.let_go),
    }


def _pipeline(found: Pipeline) -> Document:
    return {"deals": found.deals, "values": [money_json(value) for value in found.values]}


def _stage(one: HonestStage) -> Document:
    return {
        "stage": one.stage,
        "open": one.open,
        "open_values": [money_json(value) for value in one.values],
        "let_go": one.let_go,
        "conversion": _rounded(one.went_on.share),
        "went_on": _counts(one.went_on),
        "median_days": _rounded(one.median_days, 1),
    }


def _reached(report: SalesReport, verdict: str) -> Document:
    return {**_pipeline(report.total(verdict)), "list": [_decided(one) for one in report.reached(verdict)]}


def _decided(one: Decided) -> Document:
    deal = one.verdict
    return {
        "deal": deal.deal,
        "customer": deal.customer,
        "title": deal.title,
        "at": deal.at.isoformat(),
        "value": money_json(deal.value),
        "reason": deal.reason,
        "until": deal.until and deal.until.isoformat(),
        "helped": one.helped,
    }


def _coverage(report: SalesReport) -> list[Document]:
    found = ((row.figure.currency, coverage(row, report.pipeline)) for row in report.measures.rows)
    return [{"currency": currency, "times": round(times, 2)} for currency, times in found if times is not None]


def _forecast(report: SalesReport) -> Document | None:
    if report.forecast is None:
        return None
    known = forecast_json(report.forecast)
    return {name: known[name] for name in _OF_FORECAST}


def _ahead(one: DealAhead) -> Document:
    return {"deal": deal_json(one.deal), "next_step": step_json(one.step), "chance": _rounded(one.chance)}


def _let_go(let_go: LetGo) -> Document:
    known = pruning_json(let_go.pruning)
    return {**_pipeline(let_go.all), **{name: known[name] for name in ("freed", "suggestions", "basis")}}


def _counts(rate: Rate) -> dict[str, int]:
    return {"hits": rate.hits, "of": rate.of}


def _rounded(figure: float | None, digits: int = _DIGITS) -> float | None:
    return None if figure is None else round(figure, digits)
