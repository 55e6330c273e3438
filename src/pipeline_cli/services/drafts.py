"""What was typed for a ``pipe log`` that did not come about, kept until it is taken up again."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from pipeline_cli.services.private_files import is_ours, make_private_folder, write_whole

SUFFIX = ".json"


class Draft(NamedTuple):
    """One ``pipe log`` that did not come about.

    Attributes:
        words: the command line behind ``log``.
        note: what was typed in the editor or came from stdin; None where the note is among the words.
        at: when it was typed, ISO 8601: the contact happened then, whenever it is saved; "" where that is not known.
        path: the file it is kept in; "" before it is.
        begun: the closing question whose answer was interrupted, and what was typed of it; None where none was.
        store: the file that it is for, from the root; "" where that is not known, as the store was what was refused.
        asked: how the store was named that was refused.
    """

    words: tuple[str, ...]
    note: str | None
    at: str
    path: str = ""
    begun: tuple[str, str] | None = None
    store: str = ""
    asked: str = ""

    @property
    def is_stray(self) -> bool:
        """Tell whether it is of no store: nobody should take it up unasked."""
        return not self.store


def keep_draft(store: str | None, draft: Draft) -> Draft | None:
    """Write a draft down, beside the store or else in a temporary folder; None where neither can be written to."""
    draft = draft._replace(store=os.path.abspath(store) if store else "")
    kept = {"words": draft.words, "note": draft.note, "at": draft.at, "begun": draft.begun}
    content = json.dumps({**kept, "store": draft.store, "asked": draft.asked})
    path = keep_file(store, content, prefix="log-", suffix=SUFFIX)
    return draft._replace(path=path) if path else None


def keep_file(store: str | None, content: str, *, prefix: str, suffix: str) -> str | None:
    """Write a file in the first folder of drafts that can be written to, and return its path; None without any."""
    for folder in folders(store):
        with suppress(OSError):
            make_private_folder(folder)
            if is_ours(folder):
                return write_whole(folder, content, prefix=prefix, suffix=suffix)
    return None


def newest_draft(store: str) -> Draft | None:
    """Return the draft of a store that was written last; without one, the last stray one, or None."""
    return next(iter(newest_drafts(store)), None)


def newest_drafts(store: str) -> list[Draft]:
    """Return all drafts of a store, the one that was written last first, and behind them the stray ones."""
    return sorted(all_drafts(store), key=lambda draft: (not draft.is_stray, _written_at(draft.path)), reverse=True)


def all_drafts(store: str) -> Iterator[Draft]:
    """Yield all drafts of a store that can be read."""
    for folder in folders(store):
        for path in files_in(folder, SUFFIX):
            with suppress(OSError, ValueError, KeyError, TypeError), open(path, encoding="utf-8") as file:
                kept = json.load(file)
                draft = _draft(kept, path)
                if is_of(store, path, kept.get("store")):
                    yield draft._replace(store=os.path.abspath(store)) if folder == beside(store) else draft


def files_in(folder: str, suffix: str) -> list[str]:
    """Return the files of one kind in a folder; none where it is not the user's own, or can't be read."""
    with suppress(OSError):
        if is_ours(folder):
            return [os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(suffix)]
    return []


def is_of(store: str, path: str, named: str | None) -> bool:
    """Tell whether a file is a store's own: what lies beside it is, even when both have moved since.

    In the folder that stores share, it is what it names; one whose store was refused is for anybody to take up.

    Args:
        store: the store.
        path: the file.
        named: the store that it names; "" where that was refused, None where it tells nothing of it.
    """
    return os.path.dirname(path) == beside(store) or named in ("", os.path.abspath(store))


def _draft(kept: dict[str, Any], path: str) -> Draft:
    words, begun = tuple(map(str, kept["words"])), _begun(kept.get("begun"))
    return Draft(words, kept["note"], kept["at"], path, begun, kept.get("store") or "", kept.get("asked") or "")


def _begun(kept: list[str] | None) -> tuple[str, str] | None:
    if kept is None:
        return None
    key, text = kept
    return str(key), str(text)


def drop_draft(draft: Draft) -> None:
    """Forget a draft that has been taken up."""
    with suppress(OSError):
        os.unlink(draft.path)


def folders(store: str | None) -> list[str]:
    """Return where drafts of a store are kept: beside it, or in the user's temporary folder."""
    user = str(os.getuid()) if hasattr(os, "getuid") else "user"
    shared = os.path.join(tempfile.gettempdir(), f"pipe-drafts-{user}")
    return [beside(store), shared] if store else [shared]


def beside(store: str) -> str:
    """Return the folder of drafts beside a store."""
    return f"{store}.drafts"


def _written_at(path: str) -> tuple[int, str]:
    try:
        return os.stat(path).st_mtime_ns, path
    except OSError:
        return 0, path
