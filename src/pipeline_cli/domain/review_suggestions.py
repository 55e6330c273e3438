"""What a review suggests to do next: at most three commands, by rules that ask for what helps customers first.

1. A promise whose time has come and that nobody has kept yet: read what was said last, and get in touch.
2. An open deal without a next step, the one that was reached last: set its date.
3. A customer who said thank you and has no deal open: open one, since who is content buys again.
4. An open deal without a date whose day of decision has gone by, silent for SILENT_DAYS: decide in ``pipe prune``.
"""

import shlex
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final, NamedTuple

from pipeline_cli.dates import distance, format_day
from pipeline_cli.domain.next_step import Due
from pipeline_cli.i18n import t

MOST: Final = 3

SILENT_DAYS: Final = 14
"""Days without a word after which a decision that is due is asked for, or let go."""


class Suggestion(NamedTuple):
    """A command to run, and why."""

    command: str
    why: str


class Named(NamedTuple):
    """A deal by its number, and its customer."""

    deal: int
    customer: str


class Promised(NamedTuple):
    """A contact that a customer was promised, and that is still to come."""

    deal: int
    customer: str
    due: Due


class Undecided(NamedTuple):
    """A customer who was to decide by a day that has gone by."""

    customer: str
    decides_on: date


class Openings(NamedTuple):
    """What suggestions are chosen from; each None where there is nothing of the kind.

    Attributes:
        promised: a promise whose time has come, and that waits for its contact.
        without_step: an open deal without a next step.
        thanked: a customer who said thank you, without a deal that is open or parked.
        undecided: a silent deal whose day of decision has gone by.
    """

    promised: Promised | None = None
    without_step: Named | None = None
    thanked: str | None = None
    undecided: Undecided | None = None


def suggestions(openings: Openings, now: datetime, next_day: date) -> tuple[Suggestion, ...]:
    """Return what to do next, in the order of the rules.

    Args:
        openings: what there is to do.
        now: the time of the run.
        next_day: the next working day, which a next step is suggested for.
    """
    return tuple(_in_order(openings, now, next_day))[:MOST]


def _in_order(openings: Openings, now: datetime, next_day: date) -> Iterator[Suggestion]:
    if openings.promised:
        yield Suggestion(f"pipe show {openings.promised.deal}", _promised(openings.promised, now))
    if openings.without_step:
        why = t("{customer} has no next step: agree on a day.", customer=openings.without_step.customer)
        yield Suggestion(f"pipe next {openings.without_step.deal} {next_day.isoformat()}", why)
    if openings.thanked:
        why = t("{customer} said thank you and has no deal open: what comes next?", customer=openings.thanked)
        yield Suggestion(f"pipe add {shlex.quote(openings.thanked)}", why)
    if openings.undecided:
        yield Suggestion("pipe prune", _undecided(openings.undecided, now.date()))


def _promised(promised: Promised, now: datetime) -> str:
    if promised.due.on == now.date():
        return t("{customer} was promised a word for today.", customer=promised.customer)
    day = format_day(promised.due.on, now.date())
    return t("{customer} was promised a word for {day}: it is still welcome.", customer=promised.customer, day=day)


def _undecided(found: Undecided, today: date) -> str:
    return t(
        "{customer} was to decide {distance}: ask for a decision, park it or let it go.",
        customer=found.customer,
        distance=distance(found.decides_on, today),
    )
