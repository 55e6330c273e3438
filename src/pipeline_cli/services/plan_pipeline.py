"""What the open deals should bring to a plan: each with its chance by the model of winning, as the forecast has it."""

from datetime import datetime, time, timedelta
from typing import Final

from pipeline_cli.dates.spans import Span
from pipeline_cli.domain.open_deal import OpenDeal
from pipeline_cli.domain.plan import Plan
from pipeline_cli.domain.plan_pipeline import NO_WORK, OpenChance, OpenWork, open_work, step_of
from pipeline_cli.domain.win_model import WinModel
from pipeline_cli.services.fit_model import win_model
from pipeline_cli.services.measuring import Measuring
from pipeline_cli.store.read import Row
from pipeline_cli.store.read.chunks import in_chunks
from pipeline_cli.store.read.judgement import judged_deals

COLUMNS: Final = {"revenue": 2, "gross_profit": 3, "mrr": 4, "contracts": 2}
"""Where plan_open_amounts.sql has the amount of each measure."""

A_DAY: Final = timedelta(days=1)


def pipeline_of_plan(measuring: Measuring, plan: Plan, each: float | None, *, deals: int, decided: int) -> OpenWork:
    """Return what the open deals should bring until a plan's period ends.

    Args:
        measuring: the store at a time.
        plan: the plan.
        each: what a deal without an amount is taken to bring.
        deals: how many are open.
        decided: how many are won or lost.
    """
    if not deals:
        return NO_WORK
    connection, now = measuring.connection, measuring.now
    model, found = win_model(connection, now, decided), judged_deals(connection, now, step=step_of(deals))
    amounts: dict[int, Row] = {
        row[0]: row for row in in_chunks(connection, "plan_open_amounts", (deal.deal_id for deal in found))
    }
    chances = _chances(found, model, plan.span, now)
    known = [
        OpenChance(chance, *_amount(amounts[deal.deal_id], plan.metric))
        for deal, chance in zip(found, chances, strict=True)
    ]
    return open_work(known, deals, plan.currency, each)


def _chances(deals: list[OpenDeal], model: WinModel, span: Span, now: datetime) -> list[float]:
    """Return the chance of each deal to be won in a period that is not over."""
    till, before = (model.share_within(days) for days in _days_ahead(span, now))
    drives = (model.log_drive(deal.seen(now.date())) for deal in deals)
    return [model.chance_of(drive, till) - model.chance_of(drive, before) for drive in drives]


def _days_ahead(span: Span, now: datetime) -> tuple[float, float]:
    """Return how many days ahead a period ends and begins."""
    ends, begins = (datetime.combine(day, time(), now.tzinfo) for day in (span.last + A_DAY, span.first))
    return max(0.0, (ends - now) / A_DAY), max(0.0, (begins - now) / A_DAY)


def _amount(row: Row, metric: str) -> tuple[str | None, int | None]:
    return row[1], row[COLUMNS[metric]]
