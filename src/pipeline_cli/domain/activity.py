"""An activity: something that happened with a customer at an instant."""

from datetime import datetime
from typing import NamedTuple

KINDS = ("call", "meeting", "visit", "email", "chat", "note")

USUAL_KIND = "meeting"
"""What it was where nobody says."""

MOST_MINUTES = 10_000
"""The longest contact: a week."""


class Activity(NamedTuple):
    """One activity. ``reached`` tells whether the customer took part; ``valid`` is None where it was not judged."""

    id: int
    deal_id: int | None
    customer_id: int
    at: datetime
    kind: str
    inbound: bool
    reached: bool
    note: str
    minutes: int | None
    appointment: bool
    valid: bool | None
    helped: str
    thanked: bool


def reaches(kind: str, *, inbound: bool, answered: bool) -> bool:
    """Tell whether an activity reached the customer: not an unanswered call, nor a note to oneself."""
    return answered and (kind != "note" or inbound)
