"""What was typed for a ``pipe log`` that did not come about, kept until it is taken up again."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from pipeline_cli.services.private_files import is_ours, make_private_folder, write_whole

SUFFIX = ".json"


class Draft(NamedTuple):
    """One ``pipe log`` that did not come about.

    Attributes:
        words: the command line behind ``log``.
        note: what was typed in the editor or came from stdin; None where the note is among the words.
        at: when it was typed, ISO 8601: the contact happened then, whenever it is saved; "" where that is not known.
        path: the file it is kept in; "" before it is.
    """

    words: tuple[str, ...]
    note: str | None
    at: str
    path: str = ""


def keep_draft(store: str | None, draft: Draft) -> Draft | None:
    """Write a draft down, beside the store or else in a temporary folder; None where neither can be written to."""
    content = json.dumps({"words": draft.words, "note": draft.note, "at": draft.at})
    for folder in folders(store):
        with suppress(OSError):
            make_private_folder(folder)
            if is_ours(folder):
                return draft._replace(path=write_whole(folder, content, prefix="log-", suffix=SUFFIX))
    return None


def newest_draft(store: str) -> Draft | None:
    """Return the draft that was written last, or None."""
    return max(all_drafts(store), key=lambda draft: _written_at(draft.path), default=None)


def all_drafts(store: str) -> Iterator[Draft]:
    """Yield all drafts that can be read."""
    for folder in folders(store):
        names = os.listdir(folder) if is_ours(folder) else []
        for path in (os.path.join(folder, name) for name in names if name.endswith(SUFFIX)):
            with suppress(OSError, ValueError, KeyError, TypeError), open(path, encoding="utf-8") as file:
                kept = json.load(file)
                yield Draft(tuple(map(str, kept["words"])), kept["note"], kept["at"], path)


def drop_draft(draft: Draft) -> None:
    """Forget a draft that has been taken up."""
    with suppress(OSError):
        os.unlink(draft.path)


def folders(store: str | None) -> list[str]:
    """Return where drafts of a store are kept: beside it, or in the user's temporary folder."""
    user = str(os.getuid()) if hasattr(os, "getuid") else "user"
    shared = os.path.join(tempfile.gettempdir(), f"pipe-drafts-{user}")
    return [f"{store}.drafts", shared] if store else [shared]


def _written_at(path: str) -> tuple[int, str]:
    try:
        return os.stat(path).st_mtime_ns, path
    except OSError:
        return 0, path
