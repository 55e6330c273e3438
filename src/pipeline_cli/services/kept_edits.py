"""What was typed for ``pipe edit --editor`` and could not be saved, kept until it is taken up again."""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final, NamedTuple

from pipeline_cli.domain.edits import Meant
from pipeline_cli.services.drafts import files_in, folders, is_of, keep_file

SUFFIX: Final = ".edit"


class KeptEdit(NamedTuple):
    """One edit that did not come about.

    Attributes:
        meant: the records that it is about.
        before: their fields as they were shown, by section: what differs from them is what the user changed.
        text: what was typed.
        at: when, ISO 8601.
        path: the file it is kept in; "" before it is.
    """

    meant: Meant
    before: dict[str, dict[str, Any]]
    text: str
    at: str
    path: str = ""


def keep_edit(store: str, edit: KeptEdit) -> KeptEdit | None:
    """Write an edit down, beside the store or else in a temporary folder; None where neither can be written to."""
    about = str(edit.meant.deal) if edit.meant.deal else edit.before["customer"]["name"]
    # The names are those of a draft of ``log``, by which ``forget`` finds out whom a file is about.
    told = {"words": [about], "note": edit.text, "at": edit.at, "store": os.path.abspath(store)}
    content = json.dumps({**told, "meant": edit.meant, "before": edit.before})
    path = keep_file(store, content, prefix="edit-", suffix=SUFFIX)
    return edit._replace(path=path) if path else None


def kept_edits(store: str) -> list[KeptEdit]:
    """Return the edits of a store that wait, the latest first."""
    return sorted(_all(store), key=lambda edit: edit.at, reverse=True)


def kept_edit(store: str, meant: Meant) -> KeptEdit | None:
    """Return the latest edit that waits of a customer and a deal; None where there is none."""
    return next((one for one in kept_edits(store) if one.meant[:2] == meant[:2]), None)


def drop_edit(edit: KeptEdit) -> None:
    """Forget an edit that has been taken up."""
    with suppress(OSError):
        os.unlink(edit.path)


def _all(store: str) -> Iterator[KeptEdit]:
    for folder in folders(store):
        for path in files_in(folder, SUFFIX):
            with suppress(OSError, ValueError, KeyError, TypeError), open(path, encoding="utf-8") as file:
                kept = json.load(file)
                if is_of(store, path, kept["store"]):
                    yield KeptEdit(Meant(*kept["meant"]), kept["before"], kept["note"], kept["at"], path)
