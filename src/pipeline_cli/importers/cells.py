"""What the cells of each of the project's columns hold, read into Python's types."""

import json
import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, NamedTuple

from pipeline_cli.domain.activity import KINDS
from pipeline_cli.domain.deal import IF_SOLVED, STATES
from pipeline_cli.domain.next_step import CHANNELS, STEP_STATES, Due
from pipeline_cli.domain.stages import can_be_key, stage_keys, stage_named
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
_NO_YEAR = re.compile(r"(\d{1,2})月(\d{1,2})日$")
_SERIAL = re.compile(r"\d{5}(\.\d+)?$", re.ASCII)  # 1927 to 2173; shorter and longer numbers may be anything else
_MINUTE = 60
_MONTHS = 12
_DAY = 24 * 60 * 60
_LARGEST_COUNT = 2**31


class Reading(NamedTuple):
    """What a cell alone does not say: the zone of times, the currency of amounts, the order of dates, their epoch.

    ``currency_of`` tells the currency that a known deal has, by its ref, where that is the currency of its amounts.
    """

    zone: tzinfo | None
    currency: str
    order: str | None = None
    epoch: datetime | None = None
    today: date | None = None
    currency_of: Callable[[str], str | None] | None = None


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


def stage_or_state(cell: str, _: str, __: Reading) -> str:
    """Return one of the stages in use, given by its key or a label, or a state."""
    word = cell.strip().casefold()
    found = word if word in STATES else stage_named(word)
    if found is None:
        known = ", ".join((*stage_keys(), *STATES))
        raise ValueError(t('"{text}" is none of: {known}', text=cell.strip(), known=known))
    return found


def stored_stage(cell: str, column: str, reading: Reading) -> str:
    """Return a stage or state as an export of a whole store writes it: the stage may be one no longer in use."""
    word = cell.strip().casefold()
    if stage_named(word) is None and can_be_key(word):
        return word
    return stage_or_state(cell, column, reading)


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
    read = _of_this_year(cell.strip(), reading.today) or moment(cell, column, reading)
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


def _of_this_year(text: str, today: date | None) -> date | None:
    """Return the day nearest to today that is written without a year, as spreadsheets save 12月3日; None for others."""
    found = _NO_YEAR.match(text)
    if not found or today is None:
        return None
    month, day = map(int, found.groups())
    days = [date(year, month, day) for year in range(today.year - 1, today.year + 2) if _is_day(year, month, day)]
    return min(days, key=lambda one: abs(one - today), default=None)


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= _MONTHS and 1 <= day <= monthrange(year, month)[1]


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
    **dict.fromkeys(("source", "owner", "contact", "zone", "family_name", "given_name"), line),
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
    "state": stage_or_state,
    "stage": stage_or_state,
}

DATES = frozenset(column for column, read in _BY_COLUMN.items() if read in (instant, day, due))
"""Columns of dates, whose order has to be known."""

PROSE = frozenset(column for column, read in _BY_COLUMN.items() if read is prose)
"""Columns of text of any length, blanks and line breaks around it included."""

AMOUNTS = frozenset(("value", "profit", "mrr"))

_TRUTHS = ("true", "false")
_WORDS: Mapping[str, tuple[str, ...]] = {
    "kind": KINDS,
    "by": CHANNELS,
    "if_solved": IF_SOLVED,
    **dict.fromkeys(("inbound", "reached", "appointment", "valid", "thanked", "agreed", "waiting"), _TRUTHS),
}


def words_of(column: str) -> tuple[str, ...]:
    """Return the words that there are for a column of words; none for any other."""
    if column == "state":
        return (*STATES, *stage_keys())
    return (*stage_keys(), *STATES) if column == "stage" else _WORDS.get(column, ())


def converter(table: str, column: str) -> Converter:
    """Return what reads the cells of a column."""
    return one_of(*STEP_STATES) if (table, column) == ("next_steps", "state") else _BY_COLUMN[column]


def is_known_word(column: str, text: str) -> bool:
    """Tell whether a column of words takes a text without translation."""
    word = text.strip().casefold()
    words = words_of(column)
    if column in ("stage", "state") and stage_named(word):
        return True
    return word in words or (words == _TRUTHS and word in _FLAGS)
