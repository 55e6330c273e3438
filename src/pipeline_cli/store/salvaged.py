"""Read what is whole of a store whose schema is damaged: no table can be found in it, and all may be there."""

import os
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from typing import Final

from pipeline_cli.errors import StoreError
from pipeline_cli.i18n import sentences, t, tn
from pipeline_cli.store.as_it_is import roomy_folder
from pipeline_cli.store.cipher import is_encrypted
from pipeline_cli.store.connect import refuse_writing
from pipeline_cli.store.rescue import rescue

MOST: Final = 64 * 2**20
"""Bytes of a store that is put together anew for a single command; of a larger one that takes too long."""


def reading_salvaged(path: str, say: Callable[[str], None], why: StoreError) -> sqlite3.Connection:
    """Return a connection to what is whole of a store, in memory, and say so; the file stays as it is.

    Args:
        path: the damaged store.
        say: tells the user.
        why: what is wrong with it.

    Raises:
        StoreError: nothing of it can be saved; or what was wrong, where that would take too long, or would write
            down in plain text what is encrypted.
    """
    if os.path.getsize(path) > MOST or is_encrypted(path):
        raise why
    with tempfile.TemporaryDirectory(prefix="pipe-doctor-", dir=roomy_folder(path)) as folder:
        draft = os.path.join(folder, "whole.db")
        rescued = rescue(path, draft)
        if not rescued.saved.get("customers"):  # an empty screen would say that there was nothing
            raise why
        memory = sqlite3.connect(":memory:", isolation_level=None)
        with closing(sqlite3.connect(draft)) as source:
            source.backup(memory)
    refuse_writing(memory)
    say(
        sentences(
            t("{path} is damaged; this is what is whole of it.", path=path),
            tn("{n} record is lost.", "{n} records are lost.", len(rescued.lost)) if rescued.lost else "",
            t('"pipe doctor" says what is whole, and "pipe doctor --fix" saves that.'),
        )
    )
    return memory
