"""Decisions of ``pipe prune`` that are made and not carried out yet, kept in a file until they are.

A run is one step of undo, so all of it is saved at once, at its end. Until then each decision is in this file beside
the store: what kills the process or the terminal costs none of them, and the next run takes them up.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any, NamedTuple

from pipeline_cli.domain.next_step import Due
from pipeline_cli.domain.pruning import Decision
from pipeline_cli.services.drafts import folders
from pipeline_cli.services.private_files import is_ours, make_private_folder, write_whole


class Journal(NamedTuple):
    """Decisions that wait, and when the last of them was made."""

    decisions: tuple[Decision, ...]
    at: datetime


def write_journal(store: str, decisions: Sequence[Decision], at: datetime) -> bool:
    """Write decisions down, in place of those before; False where no folder can be written to."""
    content = json.dumps({"at": at.isoformat(), "decisions": [_plain(one) for one in decisions]})
    for folder in folders(store):
        with suppress(OSError):
            make_private_folder(folder)
            if is_ours(folder):
                write_whole(folder, content, name=_name(store))
                return True
    return False


def read_journal(store: str) -> Journal | None:
    """Return the decisions that wait; None where there are none."""
    for path in _paths(store):
        with suppress(OSError, ValueError, KeyError, TypeError), open(path, encoding="utf-8") as file:
            kept = json.load(file)
            return Journal(tuple(map(_decision, kept["decisions"])), datetime.fromisoformat(kept["at"]))
    return None


def drop_journal(store: str) -> None:
    """Forget the decisions: they are carried out, or taken back."""
    for path in _paths(store):
        with suppress(OSError):
            os.unlink(path)


def _paths(store: str) -> list[str]:
    return [os.path.join(folder, _name(store)) for folder in folders(store) if is_ours(folder)]


def _name(store: str) -> str:
    """Return the name of a store's file: the folder may be one that is shared by several stores."""
    return f"prune-{hashlib.sha256(os.fsencode(os.path.abspath(store))).hexdigest()[:16]}"


def _plain(decision: Decision) -> dict[str, Any]:
    due = decision.due
    return {
        **decision._asdict(),
        "until": decision.until and decision.until.isoformat(),
        "due": due and (due.at or due.on).isoformat(),
    }


def _decision(kept: dict[str, Any]) -> Decision:
    return Decision(
        deal=int(kept["deal"]),
        action=str(kept["action"]),
        reason=str(kept["reason"]),
        until=date.fromisoformat(kept["until"]) if kept["until"] else None,
        due=_due(kept["due"]) if kept["due"] else None,
    )


def _due(text: str) -> Due:
    if "T" not in text:
        return Due(date.fromisoformat(text))
    at = datetime.fromisoformat(text)
    return Due(at.date(), at)
