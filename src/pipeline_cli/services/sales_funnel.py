"""How far deals come, and what one more contract takes."""

import sqlite3
from datetime import datetime

from pipeline_cli.domain.funnel import Records, median, removed_figures, stage_figures, win_rate
from pipeline_cli.domain.funnel_cohorts import cohorts
from pipeline_cli.domain.funnel_ratio import Ratio, ratio
from pipeline_cli.domain.period import Period
from pipeline_cli.domain.sales_funnel import SalesFunnel
from pipeline_cli.store.read import funnel as read

ALWAYS = Period()


def sales_funnel(
    connection: sqlite3.Connection, now: datetime, period: Period = ALWAYS, *, by: str = ""
) -> SalesFunnel:
    """Return the funnel of the deals that were opened in a period.

    Args:
        connection: the store.
        now: aware; its zone decides what a day is.
        period: when the deals were opened.
        by: month, source or tag, to tell cohorts apart by; "" for none.
    """
    opened = read.opened_in(connection, period, now.tzinfo, by)
    counts = read.deal_counts(connection, opened)
    tallied = read.tallied_by_month(connection, period)
    records = Records(
        counts=counts,
        values=read.open_values(connection, opened),
        stays=tuple(read.sampled_stays(connection, opened, sum(count.deals for count in counts))),
        tallied=sum(tallied.values()),
    )
    won = win_rate(records)
    decided = won if period.is_always else read.verdicts_in(connection, period, now.tzinfo)
    return SalesFunnel(
        now=now,
        period=period,
        stages=stage_figures(records),
        removed=removed_figures(records),
        won=won,
        decided=decided,
        sales_cycle_days=median(read.sampled_cycles(connection, period, now.tzinfo, decided.hits)),
        ratio=_ratio(records if period.is_always else _whole_history(connection)),
        by=by,
        cohorts=cohorts(records, by, tallied if by == "month" else {}) if by else (),
    )


def _whole_history(connection: sqlite3.Connection) -> Records:
    """Return what the user's own ratios are worked out from, whatever period is shown."""
    counts = read.deal_counts(connection, read.opened_in(connection, ALWAYS, None))
    return Records(counts, tallied=sum(read.tallied_by_month(connection, ALWAYS).values()))


def _ratio(records: Records) -> Ratio:
    return ratio(stage_figures(records), win_rate(records))
