"""Forgetting a person: what they are looked for by, what goes, and what is left to say."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from pipeline_cli.domain.names import fold, name_key, reading_key, romaji_keys

SHORTEST: Final = 4
"""Bytes of a text that is looked for: a shorter one is found by chance in any file."""

ENCODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be")


NAMED_KINDS: Final = ("customer", "deal", "conversation", "next_step", "plan", "tally", "goal", "entry")
"""What may name somebody whose record it is not; an entry is one of the history."""


class Person(NamedTuple):
    """What a customer is known by; texts that somebody else shares are not among them."""

    names: tuple[str, ...]
    readings: tuple[str, ...]
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    refs: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """All that a file is searched for, as it was typed."""
        return (*self.names, *self.readings, *self.phones, *self.emails)


class Named(NamedTuple):
    """What is not theirs and names a person all the same.

    Attributes:
        kind: one of NAMED_KINDS.
        what: by what it is found: the number of a deal or of an entry, a customer, a day, a period.
    """

    kind: str
    what: str


class Left(NamedTuple):
    """A file in which a person is still named, or may be.

    Attributes:
        path: the file.
        records: how many records of others, and entries of the history, name them; 0 where the bare file does.
        is_unread: whether it could not be looked into.
        named: which those are.
    """

    path: str
    records: int = 0
    is_unread: bool = False
    named: tuple[Named, ...] = ()


class Forgetting(NamedTuple):
    """What goes, or went.

    Attributes:
        name: who; "" once it is done, since nothing is to keep it.
        deals: their deals.
        activities: the conversations with them.
        next_steps: theirs.
        entries: entries of the history that lose what they say of them.
        drafts: files with something that was typed for them.
        backups: copies of the store that they are in.
        left: where they are still named; unknown before it is done.
        is_done: whether it is done.
        store: the file of the store.
    """

    name: str
    deals: int
    activities: int
    next_steps: int
    entries: int
    drafts: int
    backups: int
    left: tuple[Left, ...] = ()
    is_done: bool = False
    store: str = ""


def tombstone_texts(person: Person) -> Iterator[tuple[str, str]]:
    """Yield by what kind and which text somebody would be known again."""
    kinds = zip(("name", "reading", "phone", "email", "ref"), person, strict=True)
    for kind, texts in kinds:
        yield from dict.fromkeys((kind, key) for text in texts if (key := known_by(kind, text)))
    yield from dict.fromkeys(("reading", key) for text in person.readings for key in romaji_keys(text)[:1])


def known_by(kind: str, text: str) -> str:
    """Return a text as it is compared: a name by its key, a phone by its figures, an address folded."""
    if kind == "name":
        return name_key(text)
    if kind == "reading":
        return reading_key(text)
    if kind == "phone":
        return "".join(filter(str.isdecimal, unicodedata.normalize("NFKC", text)))
    return fold(text.strip()) if kind == "email" else text


def patterns(texts: Iterable[str]) -> dict[bytes, str]:
    """Return the bytes that any form of some texts is written with, each with that form; short ones are left out."""
    forms = {form for text in texts for form in _forms(text) if len(form.encode()) >= SHORTEST}
    escaped = {json.dumps(form)[1:-1] for form in forms}  # as drafts are written
    return {form.encode(encoding): form for form in (*escaped, *forms) for encoding in ENCODINGS}


def mentions(text: str, sought: Iterable[str], others: Iterable[str]) -> bool:
    """Tell whether a text names somebody; where it names another whose name contains theirs, it does not.

    Args:
        text: what was written.
        sought: the texts that somebody is known by.
        others: texts of others that contain one of those.
    """
    folded = fold(text)
    for other in sorted(map(fold, others), key=len, reverse=True):
        folded = folded.replace(other, "\0")
    return any(one in folded for one in map(fold, sought) if len(one.encode()) >= SHORTEST)


def naming(forms: Iterable[str], others: Iterable[str]) -> Callable[[str], bool]:
    """Return what tells whether a text names somebody in so many words, and not just as a part of another's name.

    Args:
        forms: the texts that are looked for, in each form.
        others: texts of others that contain one of those.
    """
    sought = re.compile("|".join(sorted(map(_as_words, set(map(fold, forms))), key=len, reverse=True)) or r"(?!)")
    longest_first = sorted(set(map(fold, others)), key=len, reverse=True)

    def names(text: str) -> bool:
        folded = fold(text)
        if not sought.search(folded):
            return False
        for other in longest_first:
            folded = folded.replace(other, "\0")
        return sought.search(folded) is not None

    return names


def _as_words(form: str) -> str:
    """Return what finds a text where no letter or figure goes on with it; Japanese sets no words apart."""
    before, after = (r"(?<![0-9a-z])", r"(?![0-9a-z])")
    is_open = form[:1].isascii() and form[:1].isalnum(), form[-1:].isascii() and form[-1:].isalnum()
    return f"{before if is_open[0] else ''}{re.escape(form)}{after if is_open[1] else ''}"


def _forms(text: str) -> set[str]:
    """Return a text in every form that a file of ours may have it in."""
    return {text, unicodedata.normalize("NFKC", text), fold(text), name_key(text), *romaji_keys(text)[:1]}
