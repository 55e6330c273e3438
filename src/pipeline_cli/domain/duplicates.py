"""Customers who may be one and the same: equal mail, phone, name or reading, or names a slip of the finger apart.

Never every customer with every other: each is put into blocks by its keys, and only those of one block are paired.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from pipeline_cli.domain.customer import Customer
from pipeline_cli.domain.names import fold, sounded_key

COMMON: Final = 8
"""Customers of one block above which it says nothing: the phone of a switchboard, たなか read for half a town."""

SHORTEST_PHONE: Final = 6
SHORTEST_LIKE: Final = 4
"""Digits of a phone, and characters of a name, below which likeness is chance."""

SURE_LIKE: Final = 5
"""Characters of a name of which the first may be the slip."""

REASONS: Final = ("same_mail", "same_phone", "same_name", "same_reading", "like_name")
"""Why two customers may be one, the strongest reason first. Promised to scripts."""

_KANJI: Final = "\u3400"
"""The first character that is a word by itself: 高橋 and 高木 are two names, not one with a slip."""

_HANGUL: Final = ("\uac00", "\ud7af")
_NO_DIGIT = re.compile(r"[^0-9]+")


class Known(NamedTuple):
    """What a customer is recognised by."""

    id: int
    name_key: str
    reading_key: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]


class LikePair(NamedTuple):
    """Two customers by id, the elder first, and why they may be one."""

    first: int
    second: int
    why: str


class Duplicate(NamedTuple):
    """Two customers who may be one, why, and how ``pipe merge`` is told which they are."""

    first: Customer
    second: Customer
    why: str
    names: tuple[str, str]


class Duplicates(NamedTuple):
    """Some pairs, and how many there are."""

    pairs: tuple[Duplicate, ...]
    total: int


def like_pairs(customers: Sequence[Known]) -> list[LikePair]:
    """Return the customers who may be one, each pair once, with its strongest reason; those go first."""
    found: dict[tuple[int, int], str] = {}
    for why in REASONS:
        for first, second in _pairs(_blocks(why, customers)):
            found.setdefault((first, second), why)
    return [LikePair(*pair, why) for pair, why in found.items()]


def phone_key(phone: str) -> str:
    """Return the digits of a phone, as dialled within Japan; "" where they are too few to mean somebody."""
    digits = _NO_DIGIT.sub("", fold(phone).replace("+81", "0").replace("(0)", ""))
    return digits if len(digits) >= SHORTEST_PHONE else ""


def slips(key: str) -> Iterator[str]:
    """Yield a key, and what is left of it without one letter: two names a slip apart have one of these in common.

    Figures and kanji are never left out, since names that differ in them are two names; but kanji that are easily
    mistaken are taken for one. A short name keeps its first letter, too.
    """
    yield sounded_key(key)
    for at, character in enumerate(key):
        if at == 0 and len(key) < SURE_LIKE:
            continue
        if not character.isdecimal() and (character < _KANJI or _HANGUL[0] <= character <= _HANGUL[1]):
            yield key[:at] + key[at + 1 :]


def _blocks(why: str, customers: Sequence[Known]) -> Mapping[str, list[int]]:
    """Return the ids of customers by what they have in common."""
    blocks: dict[str, list[int]] = {}
    for customer in customers:
        for key in dict.fromkeys(_keys(why, customer)):
            if key:
                blocks.setdefault(key, []).append(customer.id)
    return blocks


def _keys(why: str, customer: Known) -> Iterable[str]:
    if why == "same_mail":
        return map(str.casefold, customer.emails)
    if why == "same_phone":
        return map(phone_key, customer.phones)
    if why == "same_name":
        return (customer.name_key,)
    if why == "same_reading":
        return (customer.reading_key,)
    return slips(customer.name_key) if len(customer.name_key) >= SHORTEST_LIKE else ()


def _pairs(blocks: Mapping[str, Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Yield the first of each block with each other of it, but nothing of those that are too common."""
    for ids in blocks.values():
        if 1 < len(ids) <= COMMON:
            yield from ((min(ids), other) for other in ids if other != min(ids))
