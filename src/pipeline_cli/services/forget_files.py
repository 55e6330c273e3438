"""The files beside a store that a person may be named in: drafts, decisions that wait, and the files themselves."""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress

from pipeline_cli.domain.file_scan import forms_in
from pipeline_cli.domain.forgetting import SHORTEST, Person, mentions, naming, patterns
from pipeline_cli.services.drafts import folders, is_of
from pipeline_cli.services.private_files import is_ours
from pipeline_cli.services.triage_journal import drop_journal, read_journal, write_journal
from pipeline_cli.services.who import deal_number
from pipeline_cli.store.forget import Found

JOURNAL = "prune-"
REJECTED = ".rejected"


def files_about(store: str, found: Found) -> list[str]:
    """Return the drafts, and texts from the editor, that were typed for somebody or name them."""
    typed = (path for path in kept_files(store) if not os.path.basename(path).startswith(JOURNAL))
    return [path for path in typed if _is_about(store, path, found)]


def kept_files(store: str) -> Iterator[str]:
    """Yield every file in which something waits: what was typed, and decisions that are not carried out yet."""
    for folder in folders(store):
        names = sorted(os.listdir(folder)) if is_ours(folder) else []
        yield from (os.path.join(folder, name) for name in names)


def decisions_about(store: str, deals: Sequence[int]) -> int:
    """Return how many decisions wait that are about some deals."""
    journal = read_journal(store)
    return sum(one.deal in deals for one in journal.decisions) if journal else 0


def drop_decisions(store: str, deals: Sequence[int]) -> None:
    """Forget the decisions that wait about some deals, and keep the others."""
    journal = read_journal(store)
    if journal is None:
        return
    kept = [one for one in journal.decisions if one.deal not in deals]
    if kept:
        write_journal(store, kept, journal.at)
    else:
        drop_journal(store)


def remove(paths: Sequence[str]) -> None:
    """Remove files, overwritten first; what is gone already is none of our business."""
    for path in paths:
        with suppress(FileNotFoundError):
            with open(path, "r+b") as file:
                file.write(bytes(os.path.getsize(path)))
                file.flush()
                os.fsync(file.fileno())
            os.unlink(path)


def forms_left(path: str, person: Person) -> list[str]:
    """Return the forms in which a person is still named in the bytes of a file; none where there is no such file."""
    sought = patterns(person.texts)
    with suppress(FileNotFoundError), open(path, "rb") as file:
        return [sought[raw] for raw in forms_in(file, sought)]
    return []


def is_named_in(path: str, found: Found) -> bool:
    """Tell whether a text file names somebody: in so many words, or in a way that can't be read as a text."""
    if not forms_left(path, found.person):
        return False
    escaped = (json.dumps(text)[1:-1] for text in found.person.texts)
    names = naming((one for one in (*found.person.texts, *escaped) if len(one.encode()) >= SHORTEST), found.others)
    try:
        with open(path, encoding="utf-8") as file:
            return names(file.read())
    except ValueError:
        return True


def rejected_files(store: str) -> list[str]:
    """Return the files with rows that an import did not take, in the current folder and beside the store."""
    found = []
    for folder in dict.fromkeys((os.getcwd(), os.path.dirname(os.path.abspath(store)))):
        with suppress(OSError):
            names = sorted(os.listdir(folder))
            found += [os.path.join(folder, one) for one in names if REJECTED in one and one.endswith(".csv")]
    return found


def _is_about(store: str, path: str, found: Found) -> bool:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            text = file.read()
    except OSError:
        return False
    words: list[str] = []
    with suppress(ValueError, KeyError, TypeError):
        kept = json.loads(text)
        if not is_of(store, path, kept.get("store")):
            return False
        words = [str(word) for word in kept["words"]]
        text = "\n".join((*words, kept["note"] or ""))
    numbers = {deal_number(word) for word in words} - {None}
    return not numbers.isdisjoint(found.rows["deals"]) or mentions(text, found.person.texts, found.others)
