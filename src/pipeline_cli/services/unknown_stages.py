"""Stages that deals are at and the configuration does not have: which, and where each one belongs."""

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Final, NamedTuple

from pipeline_cli.domain.stages import DEFAULT_STAGES, Stage, stage_keys
from pipeline_cli.errors import StoreError
from pipeline_cli.store.as_it_is import opened_as_it_is

DEALS: Final = "SELECT id, stage FROM deals ORDER BY id"
LISTS: Final = "SELECT before, after FROM changes WHERE table_name = 'stages' ORDER BY operation_id DESC"

UNREADABLE: Final = (sqlite3.Error, StoreError, OSError, ValueError, LookupError, TypeError)


class UnknownStage(NamedTuple):
    """A stage that is not configured.

    Attributes:
        key: what it is called in the store.
        deals: how many deals are at it.
        words: what follows ``pipe config stage add`` to have it again where it was, as it was called.
    """

    key: str
    deals: int
    words: tuple[str, ...]


def deals_at_unknown(path: str) -> list[tuple[int, str]]:
    """Return the deals of a store that are at a stage which is not configured, each with that; none if unreadable."""
    with suppress(*UNREADABLE), opened_as_it_is(path) as connection:
        return [(id_, stage) for id_, stage in connection.execute(DEALS) if stage not in stage_keys()]
    return []


def unknown_stages(path: str, replaced: str = "") -> list[UnknownStage]:
    """Return the stages of a store that are not configured, in the order in which they are to be added.

    Args:
        path: the store.
        replaced: a store that it took the place of, whose history may know more of them; "" for none.
    """
    deals = Counter(stage for _, stage in deals_at_unknown(path))
    if not deals:
        return []
    lists = [*_lists_of(replaced), *_lists_of(path), DEFAULT_STAGES]
    found = [(key, next((one for one in lists if key in _keys(one)), ())) for key in deals]
    known, told = [*stage_keys()], []
    for key, among in sorted(found, key=lambda one: _keys(one[1]).index(one[0]) if one[1] else -1):
        told.append(UnknownStage(key, deals[key], (key, *_labels(key, among), *_place(key, among, known))))
        known.append(key)  # the next one may stand beside it: the commands are given in this order
    return told


def _lists_of(path: str) -> Iterator[Sequence[Stage]]:
    """Yield the stages that a store's history says there were, the latest first."""
    if not os.path.exists(path):
        return
    with suppress(*UNREADABLE), opened_as_it_is(path) as connection:
        for before, after in connection.execute(LISTS):
            for text in filter(None, (after, before)):
                yield [Stage(*one) for one in json.loads(text)["stages"]]


def _keys(them: Sequence[Stage]) -> list[str]:
    return [one.key for one in them]


def _labels(key: str, among: Sequence[Stage]) -> Iterator[str]:
    """Yield the options that call a stage what it was called."""
    for one in among:
        if one.key == key:
            yield from ("--en", one.en) if one.en else ()
            yield from ("--ja", one.ja) if one.ja else ()


def _place(key: str, among: Sequence[Stage], known: Sequence[str]) -> tuple[str, ...]:
    """Return the option that puts a stage where it was; none where nothing that stood beside it is known."""
    keys = _keys(among)
    at = keys.index(key) if key in keys else 0
    below, above = keys[at + 1 :], keys[:at][::-1]
    for option, beside in (("--before", below), ("--after", above)):
        found = next((one for one in beside if one in known), None)
        if found:
            return option, found
    return ()
