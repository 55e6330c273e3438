"""What the cells of each of the project's columns hold, read into Python's types."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, NamedTuple

from pipeline_cli.domain.activity import KINDS
from pipeline_cli.domain.deal import IF_SOLVED, STAGES, STATES
from pipeline_cli.domain.next_step import CHANNELS, STEP_STATES, Due
from pipeline_cli.domain.text import LINE_LIMIT, taken_in, taken_in_line
from pipeline_cli.i18n import t
from pipeline_cli.importers.moments import read_moment
from pipeline_cli.money.amount import Money, from_plain
from pipeline_cli.money.currencies import currency_code
from pipeline_cli.money.reading import parse_money

_FLAGS = {
    **dict.fromkeys(("true", "yes", "y", "1", "t", "はい", "有", "あり", "○", "〇", "済"), True),
    **dict.fromkeys(("false", "no", "n", "0", "f", "いいえ", "無", "なし", "×"), False),
}
_BETWEEN_TEXTS = re.compile(r"[;,、\n]")
_PLAIN_DECIMAL = re.compile(r"-?\d+(\.\d+)?$", re.ASCII)
_CLOCKED = re.compile(r"(?:(\d+):)?(\d+):(\d{2})$", re.ASCII)
_SERIAL = re.compile(r"\d{5}(\.\d+)?$", re.ASCII)  # 1927 to 2173; shorter and longer numbers may be anything else
_MINUTE = 60
_DAY = 24 * 60 * 60
_LARGEST_COUNT = 2**31


class Reading(NamedTuple):
    """What a cell alone does not say: the zone of times, the currency of amounts, the order of dates, their epoch."""

    zone: tzinfo | None
    currency: str
    order: str | None = None
    epoch: datetime | None = None


Converter = Callable[[str, str, Reading], Any]
"""Takes a cell, the name of its column, and the reading; raises ValueError or UsageError with the reason."""


def line(cell: str, column: str, _: Reading) -> str | None:
    """Return a text of one line; None where nothing is left of it."""
    if _is_plain(cell):
        return cell.strip() or None
    return taken_in_line(cell, field=t(column)) or None


def prose(cell: str, column: str, _: Reading) -> str:
    """Return a text of any length, just as it stands."""
    return cell if _is_plain(cell) else taken_in(cell, field=t(column))


def texts(cell: str, column: str, _: Reading) -> tuple[str, ...]:
    """Return several short texts: separated by ``;``, ``,`` or line breaks, or a JSON list where they hold such."""
    parts = _json_texts(cell) or _BETWEEN_TEXTS.split(cell)
    lines = (taken_in_line(part, field=t(column)) for part in parts)
    return tuple(part for part in lines if part)


def one_of(*known: str) -> Converter:
    """Return a converter to one of some words."""

    def convert(cell: str, _: str, __: Reading) -> str:
        word = cell.strip().casefold()
        if word not in known:
            raise ValueError(t('"{text}" is none of: {known}', text=cell.strip(), known=", ".join(known)))
        return word

    return convert


def flag(cell: str, _: str, __: Reading) -> bool:
    """Return whether something is so."""
    found = _FLAGS.get(cell.strip().casefold())
    if found is None:
        raise ValueError(t('"{text}" is neither true nor false', text=cell.strip()))
    return found


def count(cell: str, _: str, __: Reading) -> int:
    """Return a whole number, 0 or more."""
    text = cell.strip()
    if not (text.isascii() and text.isdigit() and int(text) < _LARGEST_COUNT):
        raise ValueError(t('"{text}" is no whole number', text=text))
    return int(text)


def seconds(cell: str, column: str, reading: Reading) -> int:
    """Return whole minutes, begun ones counted, of a length in seconds or as ``1:05:30``."""
    clocked = _CLOCKED.match(cell.strip())
    if clocked:
        hours, minutes, rest = (int(part or 0) for part in clocked.groups())
        return (hours * _MINUTE + minutes) + (rest > 0)
    return -(-count(cell, column, reading) // _MINUTE)


def moment(cell: str, _: str, reading: Reading) -> date | datetime:
    """Return a day, or an aware instant."""
    text = cell.strip()
    if reading.epoch and _SERIAL.match(text):
        read: date | datetime = _counted(text, reading.epoch)
    else:
        read = read_moment(text, reading.order)
    return read.replace(tzinfo=reading.zone) if isinstance(read, datetime) and read.tzinfo is None else read


def instant(cell: str, column: str, reading: Reading) -> datetime:
    """Return an aware instant, the beginning of a day that has no time."""
    read = moment(cell, column, reading)
    return read if isinstance(read, datetime) else datetime.combine(read, time(), reading.zone)


def day(cell: str, column: str, reading: Reading) -> date:
    """Return a day, that of an instant in the user's zone."""
    read = moment(cell, column, reading)
    return read.astimezone(reading.zone).date() if isinstance(read, datetime) else read


def due(cell: str, column: str, reading: Reading) -> Due:
    """Return when a step is due."""
    read = moment(cell, column, reading)
    return Due(read.astimezone(reading.zone).date(), read) if isinstance(read, datetime) else Due(read)


def money(cell: str, _: str, reading: Reading) -> Money:
    """Return an amount: a plain decimal, or as people write it."""
    text = cell.strip()
    if _PLAIN_DECIMAL.match(text):
        return from_plain(text, reading.currency)
    return parse_money(text, default_currency=reading.currency, allow_negative=True)


def currency(cell: str, _: str, __: Reading) -> str:
    """Return a currency's code."""
    return currency_code(cell.strip())


def _counted(text: str, epoch: datetime) -> date | datetime:
    """Return the day, or the time of a day, that a spreadsheet counts from its epoch."""
    at = epoch + timedelta(seconds=round(float(text) * _DAY))
    return at if "." in text else at.date()


def _is_plain(cell: str) -> bool:
    """Tell quickly of most cells that the gate for texts would let them through as they are."""
    return len(cell) <= LINE_LIMIT and cell.isascii() and cell.isprintable()


def _json_texts(cell: str) -> list[str] | None:
    if not cell.startswith("["):
        return None
    try:
        read = json.loads(cell)
    except ValueError:
        return None
    return read if isinstance(read, list) and all(isinstance(part, str) for part in read) else None


_BY_COLUMN: Mapping[str, Converter] = {
    **dict.fromkeys(("ref", "customer_ref", "deal_ref", "customer", "name", "reading", "company", "title"), line),
    **dict.fromkeys(("source", "owner", "zone", "family_name", "given_name"), line),
    **dict.fromkeys(("family_reading", "given_reading"), line),
    **dict.fromkeys(("memo", "concern", "lost_reason", "note", "helped", "why"), prose),
    **dict.fromkeys(("phones", "emails", "tags"), texts),
    **dict.fromkeys(("value", "profit", "mrr"), money),
    **dict.fromkeys(("created_at", "opened_at", "closed_at", "stage_since", "at", "set_at", "ended_at"), instant),
    **dict.fromkeys(("parked_until", "decides_on"), day),
    **dict.fromkeys(("inbound", "reached", "appointment", "valid", "thanked"), flag),
    **dict.fromkeys(("agreed", "waiting", "no_deal"), flag),
    **dict.fromkeys(("minutes", "moves", "attempts"), count),
    "seconds": seconds,
    "due_at": due,
    "currency": currency,
    "kind": one_of(*KINDS),
    "by": one_of(*CHANNELS),
    "if_solved": one_of(*IF_SOLVED),
    # Which of a deal's words are stages and which are states is told apart when the row is complete.
    "state": one_of(*STATES, *STAGES),
    "stage": one_of(*STAGES, *STATES),
}

DATES = frozenset(column for column, read in _BY_COLUMN.items() if read in (instant, day, due))
"""Columns of dates, whose order has to be known."""

PROSE = frozenset(column for column, read in _BY_COLUMN.items() if read is prose)
"""Columns of text of any length, blanks and line breaks around it included."""

AMOUNTS = frozenset(("value", "profit", "mrr"))

WORDS: Mapping[str, tuple[str, ...]] = {
    "kind": KINDS,
    "by": CHANNELS,
    "if_solved": IF_SOLVED,
    "state": (*STATES, *STAGES),
    "stage": (*STAGES, *STATES),
    **dict.fromkeys(("inbound", "reached", "appointment", "valid", "thanked", "agreed", "waiting"), ("true", "false")),
}
"""Columns of words, each with the words that there are."""


def converter(table: str, column: str) -> Converter:
    """Return what reads the cells of a column."""
    return one_of(*STEP_STATES) if (table, column) == ("next_steps", "state") else _BY_COLUMN[column]


def is_known_word(column: str, text: str) -> bool:
    """Tell whether a column of words takes a text without translation."""
    word = text.strip().casefold()
    return word in WORDS[column] or (WORDS[column] == ("true", "false") and word in _FLAGS)
