"""What ``pipe prune`` would have done in the user's own past, and what that would have lost."""

import sqlite3
from datetime import datetime
from functools import partial

from pipeline_cli.domain.win_model_backtest import ReplayedPruning, backtest
from pipeline_cli.store.read.deals import deals_by_id
from pipeline_cli.store.read.history import local_days, past_deals


def backtest_pruning(connection: sqlite3.Connection, now: datetime) -> ReplayedPruning:
    """Replay the rule at monthly cut-offs."""
    from pipeline_cli.domain.win_model_fit import fit  # numpy
    from pipeline_cli.domain.win_model_looks import ENOUGH_LOOKS

    found = backtest(past_deals(connection, now), local_days(now), partial(fit, most_looks=ENOUGH_LOOKS))
    records = deals_by_id(connection, [deal for deal, _ in found.lost], now.tzinfo)
    return ReplayedPruning(found, tuple((records[deal], day) for deal, day in found.lost if deal in records))
