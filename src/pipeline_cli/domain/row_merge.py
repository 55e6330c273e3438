"""Put a change into a row, or take it out, and leave alone what else has happened to that row since."""

import json
from collections.abc import Mapping
from typing import Any

from pipeline_cli.domain.dependence import changed_columns

_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class ChangedSinceError(Exception):
    """A row is no longer as a change left it, or found it."""


def merged(now: str | None, was: str | None, wanted: str | None) -> str | None:
    """Return a row in which what one state has is replaced by what another has, column by column.

    Args:
        now: the row as it is, as JSON; None where there is none.
        was: as it has to be in every column that differs from the wanted state.
        wanted: as it is to be in those; None where it is to be removed.

    Raises:
        ChangedSinceError: it is not as it has to be.
    """
    if now == was:
        return wanted
    if now is None or was is None:
        raise ChangedSinceError
    row, old = json.loads(now), json.loads(was)
    if wanted is None:
        _check(row, old, [name for name in old if name in row])
        return None
    new = json.loads(wanted)
    names = changed_columns(old, new)
    _check(row, old, names)
    return _encoded({**row, **{name: new[name] for name in names}})


def _check(row: Mapping[str, Any], old: Mapping[str, Any], names: list[str]) -> None:
    if any(row.get(name) != old[name] for name in names):
        raise ChangedSinceError
