"""What ``pipe prune`` would have done in the user's own past, and what that would have lost."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from pipeline_cli.domain.snapshot import PastDeal
from pipeline_cli.domain.win_model import WinModel
from pipeline_cli.domain.win_model_backtest import ReplayedPruning, backtest
from pipeline_cli.store.read.deals import deals_by_id
from pipeline_cli.store.read.history import local_days, past_deals, sample_of


def backtest_pruning(connection: sqlite3.Connection, now: datetime) -> ReplayedPruning:
    """Replay the rule at monthly cut-offs."""
    found = backtest(past_deals(connection, now), local_days(now), fit_as_then)
    records = deals_by_id(connection, [deal for deal, _ in found.lost], now.tzinfo)
    return ReplayedPruning(found, tuple((records[deal], day) for deal, day in found.lost if deal in records))


def fit_as_then(deals: Sequence[PastDeal], cutoff: float) -> WinModel:
    """Return the model that ``pipe prune`` would have had: another one would tell of another rule."""
    from pipeline_cli.domain.win_model_fit import fit  # numpy

    return fit(sample_of([deal for deal in deals if deal.opened_at < cutoff]), cutoff)
