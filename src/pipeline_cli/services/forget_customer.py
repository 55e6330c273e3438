"""Forget somebody: in the store, in what was typed, and in every backup, and look whether anything is left."""

import os
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import datetime
from typing import Final

from pipeline_cli.domain.forgetting import Forgetting, Left, naming, patterns
from pipeline_cli.domain.names import name_key
from pipeline_cli.errors import NotFoundError, StoreError
from pipeline_cli.i18n import listed, t, tn
from pipeline_cli.interrupts import held_back
from pipeline_cli.services.editor_files import editor_files
from pipeline_cli.services.forget_files import (
    decisions_about,
    drop_decisions,
    files_about,
    forms_left,
    is_named_in,
    kept_files,
    rejected_files,
    remove,
)
from pipeline_cli.services.who import deal_number, resolve_customer
from pipeline_cli.store.backup import backup_folder, keep_backup
from pipeline_cli.store.cipher import is_encrypted
from pipeline_cli.store.connect import is_there, open_reading
from pipeline_cli.store.copying import put_in_place
from pipeline_cli.store.forget import (
    COMMAND,
    Found,
    alone,
    find_person,
    find_same,
    forget_person,
    note_forgotten,
    wipe,
)
from pipeline_cli.store.named import is_in_a_cell, named_in
from pipeline_cli.store.read.operations import former_customers
from pipeline_cli.store.store import Store
from pipeline_cli.zone import zone_name

DRAFT: Final = ".forgetting"


def what_would_go(store: Store, who: str) -> Forgetting:
    """Return what forgetting somebody takes away.

    Raises:
        NotFoundError: nobody, or more than one, is called that.
    """
    found = find_person(store.reader, [person_meant(store.reader, who)])
    return _told(store.path, found, name=found.person.names[0] if found.person.names else who)


def forget_customer(store: Store, who: str, now: datetime) -> Forgetting:
    """Forget somebody, for good.

    Returns:
        what went, and where they are still named.

    Raises:
        NotFoundError: nobody, or more than one, is called that.
        StoreError: another program reads the store or a backup, or it can't be written to.
    """
    store.close()
    if not is_there(store.path):
        raise NotFoundError(t('No customer is called "{who}".', who=who))
    keep_backup(store.path, COMMAND, now)
    with alone(store.path) as connection:
        found = find_person(connection, [person_meant(connection, who)])
        told = _told(store.path, found)
        unread = _forget_elsewhere(store.path, found)
        forget_person(connection, found)
        note_forgotten(connection, found, now, zone_name(now), _summary(told))
        with held_back():
            wipe(connection)
    looked = [store.path, *(path for path in local_backups(store.path) if path not in unread)]
    left = (*_left(store.path, looked, found), *(Left(path, is_unread=True) for path in unread))
    return told._replace(left=left, is_done=True)


def _forget_elsewhere(store: str, found: Found) -> list[str]:
    """Forget somebody in what lies beside the store, and return the backups in which that could not be done.

    It comes first: whatever ends the process, the store still knows of whom it has to be tried again.
    """
    unread = [path for path in local_backups(store) if not _forget_in_backup(path, found)]
    drop_decisions(store, found.rows["deals"])
    remove(files_about(store, found))
    return unread


def person_meant(connection: sqlite3.Connection, who: str) -> int:
    """Return who is meant: a customer that there is, else one whose name only the history still holds.

    Raises:
        NotFoundError: nobody, or more than one, is called that.
    """
    try:
        return resolve_customer(connection, who)
    except NotFoundError as error:
        former = [] if error.candidates or deal_number(who) is not None else former_customers(connection, name_key(who))
        if not former:
            raise
        return former[0]


def _told(store: str, found: Found, *, name: str = "") -> Forgetting:
    rows = found.rows
    return Forgetting(
        name=name,
        deals=len(rows["deals"]),
        activities=len(rows["activities"]),
        next_steps=len(rows["next_steps"]),
        entries=len(found.entries),
        drafts=len(files_about(store, found)) + decisions_about(store, rows["deals"]),
        backups=sum(_is_in_backup(path, found) for path in local_backups(store)),
        store=store,
    )


def _summary(told: Forgetting) -> str:
    """Return what the history says of it: how much went, and nothing of whom."""
    return listed(
        t("one customer"),
        tn("{n} deal", "{n} deals", told.deals),
        tn("{n} conversation", "{n} conversations", told.activities),
    )


def local_backups(store: str) -> list[str]:
    """Return the backups of a store that are kept beside it."""
    folder = backup_folder(store)
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    return [os.path.join(folder, name) for name in names if not name.endswith(("-journal", DRAFT))]


def _is_in_backup(path: str, found: Found) -> bool:
    """Tell whether a backup holds something of somebody; one that can't be read might."""
    if forms_left(path, found.person):
        return True
    try:
        with closing(open_reading(path)) as connection:
            return not find_same(connection, found).is_nobody
    except (StoreError, sqlite3.Error):  # an older schema, encrypted, or damaged
        return True


def _forget_in_backup(path: str, found: Found) -> bool:
    """Forget somebody in a backup, which is replaced as a whole; False where that can't be done."""
    draft = f"{path}{DRAFT}"
    try:
        _copied(path, draft)
        with alone(draft) as connection:
            there = find_same(connection, found)
            if there.is_nobody:
                return True
            forget_person(connection, there)
            wipe(connection)
        shutil.copystat(path, draft)
        put_in_place(draft, path)
    except (StoreError, OSError, sqlite3.Error):
        return False
    finally:
        remove([draft, f"{draft}-journal"])
    return True


def _copied(path: str, draft: str) -> None:
    with suppress(FileNotFoundError):
        os.unlink(draft)  # of a process that was killed
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(path, "rb") as source, open(descriptor, "wb") as copy:
        shutil.copyfileobj(source, copy)


def _left(store: str, stores: Sequence[str], found: Found) -> tuple[Left, ...]:
    """Look into every file of ours, and return where somebody is still named."""
    typed = dict.fromkeys((*kept_files(store), *editor_files(store)))
    named = [Left(path) for path in (*typed, *rejected_files(store)) if is_named_in(path, found)]
    journal = f"{store}-journal"
    named += [Left(journal)] if forms_left(journal, found.person) else []
    return (*(left for path in stores for left in _left_in_store(path, found)), *named)


def _left_in_store(path: str, found: Found) -> list[Left]:
    """Return whether a store or a backup names somebody by itself, not just as a part of another's name."""
    # An encrypted file shows nothing from outside: all that is in it is looked through.
    texts = found.person.texts
    forms = list(dict.fromkeys(patterns(texts).values())) if is_encrypted(path) else forms_left(path, found.person)
    if not forms:
        return []
    others = set(patterns(found.others).values())
    try:
        with closing(open_reading(path)) as connection:
            named = named_in(connection, naming(forms, others))
            is_bare = not named and not is_encrypted(path) and not is_in_a_cell(connection, forms)
    except (StoreError, sqlite3.Error, ValueError):
        return [Left(path, is_unread=True)]
    return [Left(path, len(named), named=named)] if named or is_bare else []
