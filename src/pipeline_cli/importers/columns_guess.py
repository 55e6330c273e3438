"""Guess what the columns of another program's file are: by their names, and where those leave it open, their cells."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from pipeline_cli.importers.headers import (
    CARD,
    NAMES,
    ONLY_NAME,
    OPEN_PERSON,
    SEVERAL,
    STEP,
    STEP_BELOW,
    plain,
    spellings,
)
from pipeline_cli.importers.layout import different_texts
from pipeline_cli.importers.moments import is_moment
from pipeline_cli.importers.sheet import Sheet

Targets = tuple[tuple[str, ...], ...]

_ID = re.compile(
    r"\d{5,}$|(?=.*\d)[0-9A-Za-z]{15}([0-9A-Za-z]{3})?$|[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$", re.ASCII
)
_LOOKED_AT = 200

_CUSTOMERS = re.compile(r"customer|client|account|compan|contact|顧客|取引先|得意先|お客|会社|企業|先方", re.IGNORECASE)
_WHOSE = {
    "customer": frozenset((*NAMES["customers"]["name"], *NAMES["customers"]["company"])),
    "customer_ref": frozenset(NAMES["customers"]["ref"]),
    **{name: frozenset(NAMES["deals"][name]) for name in CARD},
    "contact": frozenset((*NAMES["deals"]["contact"], *OPEN_PERSON)),
}
"""What a deal says of its customer, by what customers' own columns are called."""

_NEXT = re.compile(r"next|follow ?up|次回|次の|ネクスト|フォロー", re.IGNORECASE)


def guessed_targets(sheet: Sheet, table: str) -> Targets:
    """Return for each column of a file which of a table's columns it seems to be; none where it seems to be none."""
    found: dict[int, str] = {}
    _name(found, [spellings(header, table) for header in sheet.header], table)
    _name_in_groups(found, sheet, table)
    _tell_ids_from_names(sheet, found)
    if table == "deals":
        _settle_person(sheet, found)
        _settle_next(sheet, found)
    return tuple((found[position],) if position in found else () for position in range(len(sheet.header)))


def _name(found: dict[int, str], headers: Sequence[tuple[str, ...]], table: str) -> None:
    """Add what columns are, by what each may be called; one that is known already is not looked at."""
    for target, names in NAMES[table].items():
        is_named = target == ONLY_NAME and {"name", "family_name", "given_name"} & set(found.values())
        if is_named or (target not in SEVERAL and target in found.values()):
            continue
        positions = [position for position in _named(headers, names) if position not in found]
        for position in positions if target in SEVERAL else positions[:1]:
            found[position] = "name" if target == ONLY_NAME else target


def _name_in_groups(found: dict[int, str], sheet: Sheet, table: str) -> None:
    """Add what columns below a merged cell are, by their own names: among deals, those of customers say whose."""
    groups = sheet.place.groups if sheet.place else ()
    if not any(group for group, _ in groups):
        return
    own = [spellings(name, table) if group else () for group, name in groups]
    if table == "deals":
        _name_steps(found, [group for group, _ in groups], own)
    theirs = [position for position, (group, _) in enumerate(groups) if table == "deals" and _CUSTOMERS.search(group)]
    for position in theirs:
        target = next((ours for ours, names in _WHOSE.items() if set(own[position]) & names), "")
        if target and position not in found and (target in SEVERAL or target not in found.values()):
            found[position] = target
        own[position] = ()
    _name(found, own, table)


def _name_steps(found: dict[int, str], groups: Sequence[str], own: list[tuple[str, ...]]) -> None:
    """Add what columns below a merged "next step" are; what they are called says nothing of the deal."""
    below = [position for position, group in enumerate(groups) if _NEXT.search(group)]
    for target, names in STEP_BELOW.items():
        position = next((place for place in below if set(own[place]) & set(names) and place not in found), None)
        if position is not None and target not in found.values():
            found[position] = target
    for position in below:
        own[position] = ()


def _named(headers: Sequence[tuple[str, ...]], names: Sequence[str]) -> Iterator[int]:
    """Yield the positions of the headers that are among some names, in the order of the names."""
    for name in names:
        yield from (position for position, spelled in enumerate(headers) if name in spelled)


def _tell_ids_from_names(sheet: Sheet, found: dict[int, str]) -> None:
    """Let a column such as "contact" be the customer's ref where it holds ids."""
    position = next((position for position, target in found.items() if target == "customer"), None)
    if position is None or "customer_ref" in found.values() or sheet.header[position] == "customer":
        return
    texts = different_texts(sheet, [position], first=_LOOKED_AT)[position]
    if texts and all(_ID.match(text) for text in islice(texts, _LOOKED_AT)):
        found[position] = "customer_ref"


def _settle_person(sheet: Sheet, found: dict[int, str]) -> None:
    """Take a plain 担当者 for the customer's own person where a telephone number or an address stands beside a company.

    Without those it is the salesperson, as in what other programs export; and so it is where the customer's person has
    a column already. Where the salesperson has another column, it is the customer's person.
    """
    position = next((place for place, name in enumerate(sheet.header) if plain(name) in OPEN_PERSON), None)
    taken = {target for place, target in found.items() if place != position}
    if position is None or "customer" not in taken or "contact" in taken:
        return
    owners = [place for place in _positions(sheet, "owner") if place not in found and place != position]
    if owners or {"phones", "emails"} & taken:
        found[position] = "contact"
        found.update(dict.fromkeys(owners[:1], "owner"))


def _settle_next(sheet: Sheet, found: dict[int, str]) -> None:
    """Take the next action for the day of it where it holds days, and else for its reason; a reason needs a day."""
    position = next((place for place, target in found.items() if target == "why"), None)
    if "due_at" not in found.values() and position is not None:
        texts = different_texts(sheet, [position], first=_LOOKED_AT)[position]
        found[position] = "due_at" if texts and sum(map(is_moment, texts)) * 2 > len(texts) else ""
    if "due_at" not in found.values():
        for place in [place for place, target in found.items() if target in STEP or not target]:
            del found[place]


def _positions(sheet: Sheet, target: str) -> Iterator[int]:
    return _named([spellings(header, "deals") for header in sheet.header], NAMES["deals"][target])
