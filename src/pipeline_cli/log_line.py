"""The command line of ``pipe log`` taken apart, so that what is typed later can replace what was typed before."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipeline_cli.tree import option_table

if TYPE_CHECKING:
    from typer.core import TyperOption

VERDICTS = frozenset({"won", "lost", "park"})
PROMISES = frozenset({"next_", "waiting"})
DETAILS = frozenset({"why", "by", "agreed"})
"""A line has one verdict, or a promise and its details."""


class Option(NamedTuple):
    """One option as it was typed: its parameter, its words, and whether it may be given more than once."""

    name: str
    words: tuple[str, ...]
    is_list: bool = False


class LogLine(NamedTuple):
    """A command line behind ``log``; ``left_out`` are options that it doesn't have."""

    options: tuple[Option, ...]
    who: str | None
    note: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def has_note(self) -> bool:
        """Tell whether a note is on the line."""
        return bool(self.note)

    def with_added(self, later: "LogLine") -> "LogLine":
        """Return this line with what was typed later: an option, WHO and the note each replace what was there."""
        replaced = {option.name for option in later.options if not option.is_list}
        if replaced & VERDICTS:
            replaced |= VERDICTS | PROMISES | DETAILS
        elif replaced & PROMISES:
            replaced |= VERDICTS
        kept = tuple(option for option in self.options if option.name not in replaced)
        return LogLine((*kept, *later.options), later.who or self.who, later.note or self.note, ())

    def words(self, *, at: str = "") -> list[str]:
        """Return the line as words again; ``at`` is when the contact was, where the line doesn't say."""
        has_time = any(option.name == "at" for option in self.options)
        options = [word for option in self.options for word in option.words]
        told = [] if self.who is None else ["--", self.who, *self.note]
        return [*([] if has_time or not at else [f"--at={at}"]), *options, *told]


def log_line(words: Sequence[str]) -> LogLine:
    """Take a command line apart. It may be one that was refused: an option without its value is left out."""
    known = option_table("log")
    options: list[Option] = []
    told: list[str] = []
    left_out: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            told += rest
        elif not word.startswith("--"):
            told.append(word)
        elif option := _option(known, word, rest):
            options.append(option)
        else:
            left_out.append(word)
    return LogLine(tuple(options), told[0] if told else None, tuple(told[1:]), tuple(left_out))


def _option(known: Mapping[str, "TyperOption"], word: str, rest: Iterator[str]) -> Option | None:
    """Return an option with its value, taken from the rest of the line where it needs one; None if there is no such."""
    name, has_value, _ = word.partition("=")
    meant = known.get(name)
    if meant is None or not meant.name:
        return None
    if meant.is_flag or has_value:
        return Option(meant.name, (name if meant.is_flag else word,), meant.multiple)
    value = next(rest, None)
    return None if value is None else Option(meant.name, (name, value), meant.multiple)
