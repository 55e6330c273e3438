"""What the shell offers while a command is typed: customers, deals, stages, tags and kinds.

Only for reading, over an index, and at most some dozens. Whatever goes wrong, nothing is offered and nothing is said.
What customers are called comes from outside, and shells take what they are offered apart again: each is given it as
it can be typed, and what a shell could run is never offered.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final, NamedTuple

from pipeline_cli.context import Run
from pipeline_cli.domain.activity import KINDS
from pipeline_cli.domain.deal import IF_SOLVED, STATES
from pipeline_cli.domain.next_step import CHANNELS
from pipeline_cli.domain.stages import labels_of
from pipeline_cli.domain.stages import stages as stages_in_use
from pipeline_cli.i18n import LANGUAGES, language, t

MOST: Final = 50
LATEST: Final = 2_000
"""Records whose tags are looked through."""

MOST_DIGITS: Final = 9
_ANY: Final = "z"
"""A name of one letter, to find out whether what was typed before it is a name at all."""

SETTINGS: Final = ("COMP_WORDS", "_TYPER_COMPLETE_ARGS")
"""Where shells put the line that is being typed."""

PLAIN: Final = frozenset("_-./,@%+=:")
"""Characters that mean nothing to a shell, beside letters and figures."""

RUN_BY_ZSH: Final = str.maketrans(dict.fromkeys("\\'\"`$", ""))
RUN_IN_QUOTES: Final = frozenset("\\\"'`$!")


class Offered(str):
    """A text that is offered whatever was typed: Typer drops those that begin otherwise, as 田中 does for たなか."""

    __slots__ = ()

    def startswith(self, *_: object) -> bool:
        """Return what lets Typer offer it."""
        return True


Offer = str | tuple[str, str]

Context = Any
"""Typer's own context, or a :class:`Line`; it is not named, so that names are completed without loading Typer."""


class Line(NamedTuple):
    """A line of which only a command was typed so far."""

    obj: Run
    params: Mapping[str, Any] = {}
    args: Sequence[str] = ()


class Shell(NamedTuple):
    """The shell that asks, and whether what is typed there begins with a quote."""

    name: str
    is_quoted: bool

    def typable(self, name: str) -> str | None:
        """Return a name as it can be typed there; None where it can't be, safely."""
        if not name.isprintable():
            return None
        if self.name == "bash":
            return self._in_quotes(name) if self.is_quoted else "".join(map(_escaped, name))
        if self.name == "zsh":
            return _without_what_zsh_runs(name)
        if self.name in ("powershell", "pwsh"):
            return name if all(map(_is_plain, name)) else "'" + "".join(map(_doubled, name)) + "'"
        return name

    def _in_quotes(self, name: str) -> str | None:
        return None if RUN_IN_QUOTES & set(name) else name


def who(ctx: Context, incomplete: str) -> Sequence[Offer]:
    """Offer customers by the beginning of their name or reading, or deals by that of their number."""
    typed = incomplete.lstrip("#＃")
    if not typed and incomplete:
        return _asked(ctx, _open_numbers)
    if typed.isdecimal():
        return _asked(ctx, lambda reader: _numbers(reader, typed))
    return _asked(ctx, lambda reader: _typable(ctx.obj, _names(reader, incomplete.strip("'\""))))


def deals(ctx: Context, incomplete: str) -> Sequence[Offer]:
    """Offer the deals of the customer who is named on the line."""
    named = ctx.params.get("who") or next(iter(ctx.args), "")  # not yet read where an option lacks its value
    return _asked(ctx, lambda reader: _deals_of(reader, named, incomplete) if named else [])


def numbers(ctx: Context, incomplete: str) -> Sequence[Offer]:
    """Offer the numbers of deals for the last one of those that are separated by commas."""
    before, comma, typed = incomplete.rpartition(",")
    found = who(ctx, typed.lstrip("#＃") or "#") if not typed or typed.lstrip("#＃").isdecimal() else ()
    taken = {one.lstrip("#＃ ") for one in before.split(",")}
    offers = (offer if isinstance(offer, tuple) else (offer, "") for offer in found)
    return [(Offered(f"{before}{comma}{number}"), told) for number, told in offers if number not in taken]


def tags(ctx: Context, incomplete: str) -> Sequence[Offer]:
    """Offer the tags that are in use."""
    return _asked(ctx, lambda reader: _typable(ctx.obj, _tags(reader, incomplete.strip("'\""))))


def stages(incomplete: str) -> list[str]:
    """Offer the stages of an open deal, in the user's language, or in that which is being typed."""
    return _words_of({stage.key: labels_of(stage)[1] for stage in stages_in_use()}, incomplete)


def states(incomplete: str) -> list[str]:
    """Offer the states that a list of deals can be asked for."""
    return _words((*STATES, "all"), incomplete)


def kinds(incomplete: str) -> list[str]:
    """Offer the kinds of activities, in the user's language, or in that which is being typed."""
    return _words_of({kind: t(kind) for kind in KINDS}, incomplete)


def channels(incomplete: str) -> list[str]:
    """Offer the channels of a next step, in the user's language, or in that which is being typed."""
    return _words_of({kind: t(kind) for kind in CHANNELS}, incomplete)


def sorts(incomplete: str) -> list[str]:
    """Offer the orders of a list."""
    from pipeline_cli.domain.listing import SORTS

    return _words(SORTS, incomplete)


def languages(incomplete: str) -> list[str]:
    """Offer the languages."""
    return _words(LANGUAGES, incomplete)


def tallied(ctx: Context, incomplete: str) -> list[str]:
    """Offer what can be tallied, in the user's language, or in that which is being typed; no amounts."""
    from pipeline_cli.domain.tally import IN_JAPANESE, KINDS

    if len(ctx.params.get("words") or ()) % 2:
        return []
    japanese = [names[0] for names in IN_JAPANESE.values()]
    if not incomplete:
        return japanese if language() == "ja" else list(KINDS)
    return _words((*KINDS, *(name for names in IN_JAPANESE.values() for name in names)), incomplete)


def profiles(ctx: Context, incomplete: str) -> Sequence[Offer]:
    """Offer the saved import profiles."""
    return _asked(ctx, lambda _: _profiles(ctx.obj, incomplete))


def tables(incomplete: str) -> list[str]:
    """Offer what a file that is imported may hold."""
    from pipeline_cli.domain.plain_rows import TABLES

    return _words(TABLES, incomplete)


def date_orders(incomplete: str) -> list[str]:
    """Offer the orders of a date."""
    return _words(("dmy", "mdy", "ymd"), incomplete)


def cohorts(incomplete: str) -> list[str]:
    """Offer what deals can be told apart by."""
    from pipeline_cli.domain.funnel_cohorts import BY

    return _words(BY, incomplete)


def answers(incomplete: str) -> list[str]:
    """Offer what can be said to: if that is solved, will you buy?"""
    return _words_of({word: t(word) for word in IF_SOLVED}, incomplete)


def commands(incomplete: str) -> list[str]:
    """Offer the commands."""
    from pipeline_cli.command_groups import groups

    return _words([name for entries in groups().values() for name in entries], incomplete)


def _words(words: Iterable[str], incomplete: str) -> list[str]:
    return [word for word in words if word.startswith(incomplete.casefold())]


def _words_of(names: Mapping[str, str], incomplete: str) -> list[str]:
    """Return keys, or their Japanese names where the user reads Japanese or is typing it."""
    if not incomplete and language() == "ja":
        return [japanese or key for key, japanese in names.items()]
    return _words((*names, *(name for name in names.values() if name and name not in names)), incomplete)


def _asked(ctx: Context, ask: Callable[[sqlite3.Connection], Iterable[Offer]]) -> list[Offer]:
    """Return what the store answers; nothing where anything is wrong with it."""
    found: list[Offer] = []
    with suppress(Exception):
        found.extend(ask(_store_of(ctx.obj)))
    return found[:MOST]


def _store_of(run: Run) -> sqlite3.Connection:
    """Return the store that the typed line names, else the user's."""
    import re

    from pipeline_cli.store.location import store_path
    from pipeline_cli.store.store import Store

    line = next((run.environ[name] for name in SETTINGS if run.environ.get(name)), "")
    named = re.search(r"--store[=\s]+(\S+)", line)
    return Store(store_path(named[1], run.environ)).reader if named else run.store.reader


def _names(reader: sqlite3.Connection, typed: str) -> Iterator[str]:
    from pipeline_cli.domain.names import name_key, romaji_key
    from pipeline_cli.services.likely_names import LAST
    from pipeline_cli.services.suggest_who import recent_names
    from pipeline_cli.store.read import fetch, fetch_for

    if name_key(f"{typed}{_ANY}") == _ANY:  # nothing, or ㈱ alone
        yield from recent_names(reader)
        yield from (name for (name,) in fetch(reader, "newest_customers", limit=MOST))
        return
    key = name_key(typed)
    ids = [row[0] for row in fetch(reader, "who_prefix", key=key, beyond=key + LAST)]
    if typed.isascii() and (romaji := romaji_key(typed)):
        read_so = fetch(reader, "who_romaji_prefix", key=romaji, beyond=romaji + LAST)
        ids = list(dict.fromkeys([*ids, *(row[0] for row in read_so)]))
    yield from (name for _, name, _ in fetch_for(reader, "names_of_customers", ids[:MOST]))


def _open_numbers(reader: sqlite3.Connection) -> Iterator[Offer]:
    """Yield the numbers of the open deals, the newest first."""
    from pipeline_cli.store.read import fetch

    for number, name in fetch(reader, "newest_open_deals", limit=MOST):
        yield Offered(number), _aside(name)


def _numbers(reader: sqlite3.Connection, typed: str) -> Iterator[Offer]:
    """Yield the deals whose numbers begin with some digits, the shortest numbers first."""
    from pipeline_cli.store.read import fetch

    left = MOST
    for zeros in range(MOST_DIGITS - len(typed) + 1):
        first, size = int(typed) * 10**zeros, 10**zeros
        for number, name in fetch(reader, "deals_numbered", first=first, beyond=first + size, limit=left):
            left -= 1
            yield Offered(number), _aside(name)


def _deals_of(reader: sqlite3.Connection, named: str, typed: str) -> Iterator[Offer]:
    from pipeline_cli.services.who import deals_of, resolve_customer

    for deal in deals_of(reader, resolve_customer(reader, named)):
        if str(deal.id).startswith(typed):
            yield Offered(deal.id), _aside(f"{deal.state} {deal.title}")


def _tags(reader: sqlite3.Connection, typed: str) -> Iterator[str]:
    from pipeline_cli.domain.names import fold
    from pipeline_cli.store.read import fetch

    for (tag,) in fetch(reader, "latest_tags", latest=LATEST):
        if fold(tag).startswith(fold(typed)):
            yield tag


def _profiles(run: Run, typed: str) -> Iterator[str]:
    from pipeline_cli.services.import_profiles import names_of_profiles, profiles_folder

    names = (name for name in names_of_profiles(profiles_folder(run.environ)) if name.startswith(typed.strip("'\"")))
    return _typable(run, names)


def _typable(run: Run, names: Iterable[str]) -> Iterator[Offered]:
    """Yield names as they can be typed, each once."""
    shell = _shell_of(run.environ)
    typable = (shell.typable(name) for name in dict.fromkeys(names))
    yield from (Offered(text) for text in typable if text)


def _shell_of(environ: Any) -> Shell:  # noqa: ANN401  # a mapping, as the run has it
    name = environ.get("_PIPE_COMPLETE", "").partition("_")[2]
    words = environ.get("COMP_WORDS", "").split("\n")
    at = environ.get("COMP_CWORD", "")
    typed = words[int(at)] if at.isdecimal() and int(at) < len(words) else ""
    return Shell(name, typed[:1] in ("'", '"'))


def _aside(text: str) -> str:
    """Return what is shown beside an offer: letters and figures only, as zsh runs it and Rich reads markup in it."""
    return " ".join("".join(one if one.isalnum() or one in "-." else " " for one in text).split())


def _is_plain(character: str) -> bool:
    return character.isalnum() or character in PLAIN


def _escaped(character: str) -> str:
    return character if _is_plain(character) or not character.isascii() else f"\\{character}"


def _doubled(character: str) -> str:
    """Return a character as it stands between PowerShell's single quotes; it takes typographic ones for them, too."""
    return character * 2 if character in "'‘’‚‛" else character


def _without_what_zsh_runs(name: str) -> str | None:
    """Return a name without quotes, which Typer's script for zsh can't hold, where it is found without them."""
    from pipeline_cli.domain.names import name_key

    safe = name.translate(RUN_BY_ZSH)
    return safe if name_key(safe) == name_key(name) else None
