"""How the answer to a closing question is checked, at once, and what it is understood as."""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final, NamedTuple

from pipeline_cli.commands import inputs
from pipeline_cli.context import Run
from pipeline_cli.dates import format_when, parse_when
from pipeline_cli.domain.activity import MOST_MINUTES
from pipeline_cli.domain.closing import NO, NONE, WAITING, YES
from pipeline_cli.domain.deal import IF_SOLVED
from pipeline_cli.domain.names import fold
from pipeline_cli.domain.next_step import CHANNELS
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.views.understood import when_understood

WAITING_WORDS: Final = ("w", "wait", "waiting", "they call", "they will call", "返事待ち", "連絡待ち", "待ち")
UNKNOWN_WORDS: Final = ("?", "わからない", "分からない")


class Checked(NamedTuple):
    """An answer as the command line takes it, and how it was understood, where that is worth saying."""

    value: str
    shown: str = ""


def check(run: Run, key: str, text: str) -> Checked:
    """Return what the answer to a question says; "" for an answer left out.

    Raises:
        UsageError: it can't be read.
    """
    return _CHECKS[key](run, text) if text.strip() else Checked("")


def typed(run: Run, key: str, value: str) -> str:
    """Return a checked answer as one would type it, to be changed."""
    if key in ("due", "own_due") and "T" in value:
        return f"{datetime.fromisoformat(value).astimezone(run.now.tzinfo):%Y-%m-%d %H:%M}"
    is_word = key in ("if_solved", "by", "agreed") or value == WAITING or (key, value) == ("concern", NONE)
    return t(value) if is_word else value


def _prose(field: str) -> Callable[[Run, str], Checked]:
    return lambda _, text: Checked(inputs.prose(text, field))


def _concern(_: Run, text: str) -> Checked:
    return Checked(concern) if (concern := inputs.concern(text)) else Checked(NONE, t("nothing any more"))


def _line(_: Run, text: str) -> Checked:
    return Checked(inputs.line(" ".join(text.split()), "reason") or "")


def _if_solved(_: Run, text: str) -> Checked:
    known = {**_names(IF_SOLVED), **dict.fromkeys(UNKNOWN_WORDS, "unknown")}
    return _word("answer", text, known)


def _yes_or_no(_: Run, text: str) -> Checked:
    return _word("answer", text, _names((YES, NO)))


def _channel(_: Run, text: str) -> Checked:
    return _word("channel", text, _names(CHANNELS))


def _decides(run: Run, text: str) -> Checked:
    when = parse_when(text, now=run.now, looking="end")
    return Checked(when.on.isoformat(), when_understood(when, run.now))


def _due(run: Run, text: str) -> Checked:
    if fold(text.strip()) in map(fold, (*WAITING_WORDS, t("waiting"))):
        return Checked(WAITING)
    return _own_due(run, text)


def _own_due(run: Run, text: str) -> Checked:
    when = parse_when(text, now=run.now, looking="ahead")
    if (when.at < run.now) if when.at else (when.on < run.today):
        raise UsageError(
            t("{when} has gone by.", when=format_when(when, run.now)),
            hint=t("A next step is a day to come: tue 14:00, +3d"),
        )
    return Checked((when.at or when.on).isoformat(), when_understood(when, run.now))


def _minutes(_: Run, text: str) -> Checked:
    figure = unicodedata.normalize("NFKC", text).strip().removesuffix("分").removesuffix("min").strip()
    if not (figure.isascii() and figure.isdecimal()) or int(figure[:10]) > MOST_MINUTES:
        raise UsageError(
            t("{text} is no number of minutes.", text=text.strip()),
            hint=t("A number from 0 to {most}: 45", most=MOST_MINUTES),
        )
    return Checked(str(int(figure)))


def _names(keys: tuple[str, ...]) -> dict[str, str]:
    """Return words by what they are called, in English and in the user's language."""
    return {name: key for key in keys for name in (key, fold(t(key)))}


def _word(what: str, text: str, known: Mapping[str, str]) -> Checked:
    """Return the word that is meant, itself or by its beginning, and say so where it was not typed in full."""
    asked = fold(text.strip())
    meant = {known[asked]} if asked in known else {key for name, key in known.items() if name.startswith(asked)}
    if len(meant) != 1:
        keys = tuple(dict.fromkeys(known.values()))
        return Checked(inputs.one_of(what, text.strip(), keys))  # which refuses it, and lists them
    key = meant.pop()
    return Checked(key, "" if asked == t(key) else t(key))


_CHECKS: Final[Mapping[str, Callable[[Run, str], Checked]]] = {
    "note": _prose("note"),
    "concern": _concern,
    "if_solved": _if_solved,
    "decides": _decides,
    "due": _due,
    "own_due": _own_due,
    "by": _channel,
    "why": _line,
    "agreed": _yes_or_no,
    "helped": _prose("help given"),
    "minutes": _minutes,
}
