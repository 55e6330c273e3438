"""The model of winning, fitted to the user's own history: kept in the store, and fitted again as that grows."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from pipeline_cli.domain.snapshot import PastDeal
from pipeline_cli.domain.win_model import FEATURES, USUAL_MODEL, WinModel
from pipeline_cli.store.results import keep_result, kept_result

KEY: Final = "win_model"
GROWTH: Final = 10  # per cent of decided deals
LONGEST_DAYS: Final = 31
WORTH_KEEPING: Final = 200
"""Decided deals; with fewer, fitting takes no longer than a blink."""

_FORM: Final = [3, len(FEATURES)]
"""What a kept model is made of: one of another form is fitted again."""


class KeptModel(NamedTuple):
    """A model, and how many deals were decided in the whole store when it was fitted."""

    decided: int
    model: WinModel


def win_model(
    connection: sqlite3.Connection,
    now: datetime,
    decided: int,
    replayed: Callable[[], Sequence[PastDeal]] | None = None,
) -> WinModel:
    """Return the model as of now.

    Args:
        connection: the store.
        now: aware.
        decided: how many deals are won or lost in it.
        replayed: reads the deals to learn from, where the caller needs them, too.
    """
    if not decided:
        return USUAL_MODEL
    from pipeline_cli.store.read.history import local_days, sampled_deals

    known = kept_model(kept_result(connection, KEY))
    if known and is_good_enough(known, local_days(now), decided):
        return known.model
    from pipeline_cli.domain.win_model_fit import fit  # numpy, for this alone

    model = fit(replayed() if replayed else sampled_deals(connection, now), local_days(now))
    if decided >= WORTH_KEEPING:
        keep_result(connection, KEY, model_text(decided, model))
    return model


def is_good_enough(known: KeptModel, now: float, decided: int) -> bool:
    """Tell whether a fitted model still speaks for a history: not from later, not a month old, not outgrown."""
    is_of_its_time = 0 <= now - known.model.fitted_at <= LONGEST_DAYS
    return is_of_its_time and abs(decided - known.decided) * 100 <= GROWTH * known.decided


def model_text(decided: int, model: WinModel) -> str:
    """Return a model as it is kept, with how many deals were decided in the whole store."""
    return json.dumps([_FORM, decided, model._asdict()])


def kept_model(text: str | None) -> KeptModel | None:
    """Return a kept model; None where there is none that this version can read."""
    try:
        form, decided, values = json.loads(text or "")
        if form != _FORM:
            return None
        for field in ("weights", "timing"):
            values[field] = tuple(values[field])
        return KeptModel(decided, WinModel(**{**values, "covariance": tuple(map(tuple, values["covariance"]))}))
    except (ValueError, TypeError, KeyError):
        return None
