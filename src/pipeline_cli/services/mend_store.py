"""Mend a store: what is whole goes into a new one, and the damaged file is kept."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Final

from pipeline_cli.domain.finding import Examined, Finding
from pipeline_cli.domain.mending import Mended, OtherBackup
from pipeline_cli.errors import StoreError
from pipeline_cli.i18n import sentences, t
from pipeline_cli.services.check_surroundings import leftovers, too_open
from pipeline_cli.services.restore_store import contents_of
from pipeline_cli.store.as_it_is import SIDECARS, is_in_log_mode
from pipeline_cli.store.backup import made_folder, new_backup_path, newest_sound
from pipeline_cli.store.connect import explained, open_writing, way_back
from pipeline_cli.store.converted import match_form
from pipeline_cli.store.copying import scratch
from pipeline_cli.store.examine import examine
from pipeline_cli.store.rescue import nothing_saved, rescue
from pipeline_cli.store.restore import change_counter, replace_damaged
from pipeline_cli.store.store import Store

COMMAND: Final = "doctor"
NOT_OURS: Final = frozenset({"foreign", "newer", "in_use", "no_file", "unreadable", "locked"})
"""What is left alone: it is no store of this version, or not to be had now."""


class Mending:
    """A store that is about to be mended.

    Attributes:
        told: what is saved and what is lost, before anything is replaced.
    """

    def __init__(self, store: Store, now: datetime, told: Mended, draft: str = "", seen: bytes = b"") -> None:
        self._store = store
        self._now = now
        self._draft = draft
        self._seen = seen
        self.told = told

    def carry_out(self) -> Mended:
        """Put the new store in place, and mend what lies around it; return what was done.

        Raises:
            StoreError: the store is in use, or there is no room; it is as it was.
        """
        self._store.close()
        path, kept = self._store.path, ""
        if self._draft:
            kept = replace_damaged(path, self._draft, self._now, self._seen)
        return self.told._replace(kept=kept, mended=tuple(_put_in_order(path, self._now)))


@contextmanager
def prepared_mending(store: Store, found: Examined, now: datetime) -> Iterator[Mending]:
    """Save what is whole into a new store beside the damaged one, which is left as it is until that is carried out.

    Raises:
        StoreError: it is none of this version's stores, or nothing in it can be saved.
    """
    _refuse_others(store.path, found)
    if {"unfinished", "log_mode"} & set(found.codes):
        with suppress(StoreError):
            open_writing(store.path).close()  # takes back what is unfinished and over what is in its log
    if not found.is_for_rescue and "not_a_store" not in found.codes:
        yield Mending(store, now, Mended())
        return
    store.close()
    seen = change_counter(store.path)
    with scratch(os.path.join(made_folder(store.path), "mending")) as draft:
        rescued = rescue(store.path, draft)
        match_form(draft, store.path)
        _leave_entry(draft, now, len(rescued.repaired), len(rescued.lost))
        _refuse_unsound(store.path, draft)
        told = Mended(rescued, contents_of(draft, now), backup=_backup(store.path, now))
        yield Mending(store, now, told, draft, seen)


def _refuse_others(path: str, found: Examined) -> None:
    for one in found.findings:
        if one.code in NOT_OURS:
            raise _not_ours(path, one)
    if "empty" in found.codes:
        raise nothing_saved(path, t("It is empty."))


def _not_ours(path: str, one: Finding) -> StoreError:
    if one.code == "newer":
        return StoreError(
            t("{path} can't be mended: it was written by a newer version of pipe.", path=path),
            why=t("Its schema is {theirs}; this version knows {ours}.", **one.values),
            hint=sentences(
                t("If no newer version has ever written it, the file is damaged."),
                way_back(path),
                t("Nothing in it was changed. Upgrade with: pip install --upgrade pipeline-cli"),
            ),
        )
    if one.code == "foreign":
        return StoreError(
            t("{path} can't be mended: it is not a store of pipe.", path=path),
            why=t("It is an SQLite file of another program (application id {id}).", **one.values),
            hint=sentences(
                t("Nothing in it was changed. Give another file with --store, or set PIPE_STORE."),
                t("If it is your store all the same, the file is damaged."),
                way_back(path),
            ),
        )
    return StoreError(
        t("{path} can't be mended: it is no store of this version, or can't be had now.", path=path),
        hint=t('Nothing in it was changed; "pipe doctor" says what it is.'),
    )


def _refuse_unsound(path: str, draft: str) -> None:
    left = examine(draft)
    if left.codes:
        raise StoreError(
            t("What was saved of {path} is not sound, and was not put in its place.", path=path),
            why=", ".join(left.codes),
            hint=way_back(path),
        )


def _leave_entry(draft: str, now: datetime, repaired: int, lost: int) -> None:
    """Write into the history that the store was mended."""
    from pipeline_cli.store.write import writing

    with writing(draft, COMMAND, now) as unit:
        unit.is_entry = True
        unit.summary = t("{repaired} repaired, {lost} lost", repaired=repaired, lost=lost)


def _backup(path: str, now: datetime) -> OtherBackup | None:
    newest = newest_sound(path)
    contents = contents_of(newest.path, now) if newest else None
    if newest is None or contents is None:
        return None
    return OtherBackup(newest.path, newest.made_at.isoformat(), contents)


def _put_in_order(path: str, now: datetime) -> Iterator[str]:
    """Put permissions right, take away what was left half made, and put a log aside that is not the store's."""
    with explained(path):
        for name in [*too_open(path)]:
            os.chmod(name, 0o700 if os.path.isdir(name) else 0o600)
            yield name
        for name in [*leftovers(path)]:
            os.unlink(name)
            yield name
        real = os.path.realpath(path)  # SQLite looks for them beside the file, not beside a link to it
        logs = [real + end for end in SIDECARS[1:] if os.path.exists(real + end) and not is_in_log_mode(path)]
        if logs:
            aside = new_backup_path(path, "damaged", now)
            for name in logs:
                shutil.move(name, aside + name.removeprefix(real))
                yield name
