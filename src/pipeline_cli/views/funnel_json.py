"""The JSON of ``pipe funnel``."""

from typing import Final

from pipeline_cli.domain.funnel import StageFigures
from pipeline_cli.domain.funnel_cohorts import Cohort
from pipeline_cli.domain.funnel_ratio import RULE, Ratio, narrowest
from pipeline_cli.domain.rate import Rate
from pipeline_cli.domain.sales_funnel import SalesFunnel
from pipeline_cli.views.as_json import Document, money_json

_DIGITS: Final = 4


def funnel_json(funnel: SalesFunnel) -> Document:
    """Return the funnel as the README promises it; cohorts only where they were asked for."""
    place = narrowest(funnel.stages)
    document = {
        "now": funnel.now.isoformat(),
        "from": funnel.period.first and funnel.period.first.isoformat(),
        "to": funnel.period.last and funnel.period.last.isoformat(),
        "stages": [_stage(one) for one in funnel.rows],
        "won": funnel.won.hits,
        "ratio": _ratio(funnel.ratio),
        "win_rate": _share(funnel.decided),
        "decided": _counts(funnel.decided),
        "sales_cycle_days": _rounded(funnel.sales_cycle_days, 1),
        "narrowest": place and place.stage,
    }
    return {**document, "cohorts": [_cohort(one) for one in funnel.cohorts]} if funnel.by else document


def _stage(one: StageFigures) -> Document:
    values = [money_json(value) for value in one.open_values]
    return {
        "stage": one.stage,
        "open": one.open,
        "open_value": values[0] if values else None,
        "open_values": values,
        "entered": one.entered,
        "tallied": one.tallied,
        "advanced": one.advanced,
        "closed_lost": one.closed_lost,
        "parked": one.parked,
        "conversion": _share(one.went_on),
        "went_on": _counts(one.went_on),
        "median_days": _rounded(one.median_days, 1),
    }


def _ratio(ratio: Ratio) -> Document:
    return {
        "rule": list(RULE),
        "own": list(ratio.own) if ratio.own else None,
        "won": ratio.won,
        "needed": ratio.needed,
        "have": dict(ratio.have),
        "contracts": _rounded(ratio.contracts, 2),
    }


def _cohort(one: Cohort) -> Document:
    return {
        "key": one.key,
        "stages": [_stage(stage) for stage in one.stages],
        "won": one.won.hits,
        "win_rate": _share(one.won),
    }


def _counts(rate: Rate) -> dict[str, int]:
    """Return the two counts of a share."""
    return {"hits": rate.hits, "of": rate.of}


def _share(rate: Rate) -> float | None:
    return _rounded(rate.share, _DIGITS)


def _rounded(figure: float | None, digits: int) -> float | None:
    return None if figure is None else round(figure, digits)
