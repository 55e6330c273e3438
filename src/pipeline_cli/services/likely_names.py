"""Names that somebody may have meant who typed one that nobody has. They are offered, never picked."""

import sqlite3
from collections.abc import Iterator
from typing import Final, NamedTuple

from pipeline_cli.domain.names import (
    asked_key,
    is_branch,
    is_slip,
    kana_and_rest,
    like_names,
    likeness,
    mistaken_beginnings,
    romaji_key,
    romaji_keys,
    sounded_key,
)
from pipeline_cli.domain.text import is_unicode
from pipeline_cli.store.read import fetch

MOST_OFFERED: Final = 3
MISTAKABLE: Final = 0.8
SHORTEST_ROMAJI: Final = 5
"""Letters of a reading in which a slip is likelier than another name: "sato" and "saito" are two names."""

LAST: Final = "\U0010ffff"
"""Behind whatever begins like a key."""

SHORTEST_KANA: Final = 2


class Likeness(NamedTuple):
    """A name that may have been meant, how alike it is, 0 to 1, and whether a new name may be a mistake for it."""

    name: str
    likeness: float
    is_mistakable: bool


def similar_names(connection: sqlite3.Connection, who: str) -> list[str]:
    """Return up to three names that a typing mistake could have meant, the likest first."""
    return _names(_likenesses(connection, who))


def mistakable_names(connection: sqlite3.Connection, who: str) -> list[str]:
    """Return the names that a new one could be a mistake for. Names that differ in a figure are two names."""
    figures = _figures(who)
    found = (like for like in _likenesses(connection, who) if like.is_mistakable and _figures(like.name) == figures)
    return _names(found)


def _names(found: Iterator[Likeness]) -> list[str]:
    likest = sorted(found, key=lambda like: -like.likeness)
    return list(dict.fromkeys(like.name for like in likest))[:MOST_OFFERED]


def _figures(name: str) -> list[str]:
    return [character for character in asked_key(name) if character.isdecimal()]


def _likenesses(connection: sqlite3.Connection, who: str) -> Iterator[Likeness]:
    key = asked_key(who)
    if key and is_unicode(key):
        yield from _spelt_alike(connection, key)
        is_kana = not key.isascii()
        read = "".join(romaji_keys(who)[:1]) if is_kana else romaji_key(who)
        yield from _read_alike(connection, read, is_kana=is_kana)
        yield from _in_kana(connection, key)


def _spelt_alike(connection: sqlite3.Connection, key: str) -> Iterator[Likeness]:
    """Yield the names whose spelling is like a key, or holds what is easily mistaken for it."""
    names = {
        name_key: name
        for first in mistaken_beginnings(key)
        for name, name_key in fetch(connection, "who_begins", first=first, beyond=first + LAST)
    }
    for like in like_names(key, names):
        yield Likeness(names[like], likeness(key, like), is_mistakable=_is_mistakable(key, like))
    sound = sounded_key(key)
    for other, name in names.items():
        if other != key and len(key) > 1 and sounded_key(other).startswith(sound):
            is_same = sounded_key(other) == sound
            yield Likeness(name, 1.0 if is_same else MISTAKABLE, is_mistakable=is_same)


def _is_mistakable(key: str, other: str) -> bool:
    other = asked_key(other)
    return likeness(key, other) >= MISTAKABLE or is_slip(key, other) or is_branch(key, other)


def _read_alike(connection: sqlite3.Connection, key: str, *, is_kana: bool) -> Iterator[Likeness]:
    """Yield the names whose reading, or its beginning, is like a key in Latin letters, or in kana turned into them."""
    if len(key) < SHORTEST_ROMAJI or not key.isascii():
        return
    first = key[0]
    read = {reading: name for name, reading in fetch(connection, "who_romaji_begins", first=first, beyond=first + LAST)}
    for reading in like_names(key, read):
        is_mistakable = not is_kana and _is_slip_of_reading(key, reading)
        yield Likeness(read[reading], likeness(key, reading), is_mistakable=is_mistakable)
    begun = {reading[: len(key)]: name for reading, name in read.items() if len(reading) > len(key)}
    for beginning in like_names(key, begun):
        if likeness(key, beginning) >= MISTAKABLE:
            yield Likeness(begun[beginning], likeness(key, beginning), is_mistakable=False)


def _is_slip_of_reading(key: str, reading: str) -> bool:
    return len(reading) >= SHORTEST_ROMAJI and is_slip(key, reading)


def _in_kana(connection: sqlite3.Connection, key: str) -> Iterator[Likeness]:
    """Yield the names of which the beginning was typed as it is read: マカベ印刷 for 真壁印刷."""
    kana, rest = kana_and_rest(key)
    if len(kana) >= SHORTEST_KANA and rest:
        for name, name_key in fetch(connection, "who_read_so", first=kana, beyond=kana + LAST):
            if name_key.endswith(rest) and name_key != key:
                yield Likeness(name, 1.0, is_mistakable=True)
