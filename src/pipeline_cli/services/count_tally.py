"""Count work for which no record is kept."""

from collections.abc import Sequence
from datetime import date, datetime

from pipeline_cli.domain.tally import DayTally, TallyChange, counted
from pipeline_cli.services.day_tally import day_tally
from pipeline_cli.store.read.tallies import tallied_on
from pipeline_cli.store.store import Store
from pipeline_cli.store.tables import TallyRow
from pipeline_cli.store.write import Unit


def count_tally(store: Store, changes: Sequence[TallyChange], on: date, now: datetime) -> DayTally:
    """Change the counts of a day, all of them or none, and return what they are now.

    Raises:
        RefusedError: a count would fall below zero.
        StoreError: it could not be saved.
    """
    with store.writing("tally", now) as unit:
        known = tallied_on(unit.reader, on)
        counts = counted({kind: amount for kind, (_, amount) in known.items()}, changes)
        for kind in counts:
            _put(unit, on, kind, counts[kind], known.get(kind))
        day = "" if on == now.date() else f" ({on.isoformat()})"
        unit.summary = ", ".join(map(str, changes)) + day
        return day_tally(unit.reader, on)


def _put(unit: Unit, on: date, kind: str, amount: int, known: tuple[int, int] | None) -> None:
    if known:
        unit.update(TallyRow, known[0], amount=amount)
    elif amount:
        unit.insert(TallyRow, day=on, kind=kind, amount=amount)
