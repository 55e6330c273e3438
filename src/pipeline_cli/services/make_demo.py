"""Make the demo store: anew on each day, since its stories are told from today."""

import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import Final

from pipeline_cli.demo.story import demo_rows
from pipeline_cli.domain.demo_store import DemoStore
from pipeline_cli.errors import RefusedError, StoreError
from pipeline_cli.i18n import t
from pipeline_cli.store.connect import explained
from pipeline_cli.store.read import fetch
from pipeline_cli.store.read.counts import store_counts
from pipeline_cli.store.store import Store
from pipeline_cli.zone import local

COMMAND: Final = "demo"
PRIVATE_FOLDER: Final = 0o700


def demo_store(path: str, now: datetime, *, is_reset: bool = False) -> DemoStore:
    """Return the demo store, made first where there is none of today.

    Args:
        path: its file, apart from the user's own store.
        now: aware; the day that the stories are told from.
        is_reset: whether to make it anew in any case, changes and damage included.

    Raises:
        RefusedError: there is a store in its place that is no demo.
        StoreError: it can't be read or written.
    """
    is_made = is_reset or not _is_of_today(path, now)
    gone = 0
    if is_made:
        _refuse_another(path, is_reset=is_reset)
        gone = 0 if is_reset else _changes(path)
        _make(path, now)
    store = Store(path)
    counts = store_counts(store.reader)
    store.close()
    return DemoStore(path, sum(counts.deals.values()), counts.customers, is_made, gone)


def _is_of_today(path: str, now: datetime) -> bool:
    made = _first_operation(path)
    if made is None:
        return False
    command, at, is_undone = made
    return command == COMMAND and not is_undone and local(datetime.fromisoformat(at), now.tzinfo).date() == now.date()


def _refuse_another(path: str, *, is_reset: bool) -> None:
    """Refuse to write over a store that somebody keeps in the demo's place; one that can't be read goes on reset."""
    try:
        made = _first_operation(path)
    except StoreError:
        if not is_reset:
            raise
        return
    if made and made[0] != COMMAND:
        raise RefusedError(
            t("{path} is no demo store.", path=path),
            why=t("It was not made by pipe demo, and would be lost."),
            hint=t("Move it somewhere else, and name it with --store."),
        )


def _changes(path: str) -> int:
    """Return how many changes of a demo store stand since it was made."""
    store = Store(path)
    try:
        return int(fetch(store.reader, "demo_changes")[0][0])
    finally:
        store.close()


def _first_operation(path: str) -> tuple[str, str, bool] | None:
    """Return the command that made a store, when, and whether that was taken back; None where nothing did."""
    store = Store(path)
    try:
        with explained(path):
            return next(iter(fetch(store.reader, "demo_made")), None)
    except StoreError as error:
        error.hint = t('"pipe demo --reset" makes the demo anew in its place.')
        raise
    finally:
        store.close()


def _make(path: str, now: datetime) -> None:
    """Make the store under another name and put it in place whole, so that no other process sees half of it."""
    draft = f"{path}.{os.getpid()}.draft"
    with explained(path):
        os.makedirs(os.path.dirname(path), mode=PRIVATE_FOLDER, exist_ok=True)
        try:
            _fill(Store(draft), now)
            _remove([f"{path}-journal"])  # of the store that goes: SQLite would play it back into the new one
            os.replace(draft, path)
        finally:
            _remove([draft, f"{draft}-journal"])


def _fill(store: Store, now: datetime) -> None:
    from pipeline_cli.store.tables import ActivityRow, CustomerRow, DealRow, NextStepRow, StageChangeRow, TallyRow

    rows = demo_rows(now)
    with store.writing(COMMAND, now) as unit:
        unit.insert_many(CustomerRow, rows.customers)
        unit.insert_many(DealRow, rows.deals)
        unit.insert_many(ActivityRow, rows.activities)
        unit.insert_many(NextStepRow, rows.next_steps)
        unit.insert_many(StageChangeRow, rows.stage_changes)
        unit.insert_many(TallyRow, rows.tallies)
        unit.summary = t("{customers} customers, {deals} deals", customers=len(rows.customers), deals=len(rows.deals))


def _remove(paths: Iterable[str]) -> None:
    for path in paths:
        with suppress(FileNotFoundError):
            os.unlink(path)
