"""What a contact takes where nobody noted it: the user's own median for its kind, or a usual figure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from statistics import median
from typing import Final, NamedTuple

USUAL: Final = {"call": 10, "meeting": 60, "visit": 90, "email": 10, "chat": 5, "note": 5}
"""Minutes with what belongs to it: a visit with the way there, a mail with writing it. Assumptions, until the user's
own records tell."""

UNANSWERED: Final = 2
"""Minutes of a try that reached nobody, whatever its kind."""

ENOUGH: Final = 10
"""Contacts of a kind with minutes, from which on their median is taken."""


class Unnoted(NamedTuple):
    """Contacts of a deal that are alike, and for which no minutes were noted."""

    deal_id: int
    kind: str
    reached: bool
    contacts: int


def usual_minutes(noted: Iterable[tuple[str, int]]) -> dict[str, float]:
    """Return the minutes of each kind of contact.

    Args:
        noted: kind and minutes of contacts that reached somebody.
    """
    by_kind: dict[str, list[int]] = defaultdict(list)
    for kind, minutes in noted:
        by_kind[kind].append(minutes)
    own = {kind: float(median(minutes)) for kind, minutes in by_kind.items() if len(minutes) >= ENOUGH}
    return {**USUAL, **own}


def estimated_minutes(unnoted: Iterable[Unnoted], usual: Mapping[str, float]) -> dict[int, int]:
    """Return the minutes that contacts without any probably took, by deal."""
    found: dict[int, float] = defaultdict(float)
    for one in unnoted:
        found[one.deal_id] += one.contacts * (usual.get(one.kind, 0) if one.reached else UNANSWERED)
    return {deal_id: round(minutes) for deal_id, minutes in found.items()}
