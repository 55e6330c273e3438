"""Tallies: a day's counts of work for which no record is kept, and how they are typed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from pipeline_cli.domain.names import fold
from pipeline_cli.errors import RefusedError, UsageError
from pipeline_cli.i18n import listed, t

KINDS: Final = ("calls", "appointments", "visits", "mails")
"""What can be tallied. Calls are the new approaches among them, in ``pipe today`` and in the funnel."""

IN_JAPANESE: Final = {
    "calls": ("架電", "電話", "コール", "テレアポ"),
    "appointments": ("アポ", "アポイント"),
    "visits": ("訪問", "飛び込み"),
    "mails": ("メール",),
}
"""What they may be called in Japanese, the usual word first; in either language whatever the user's own is."""

MOST: Final = 100_000
"""The most of a kind on a day: whoever types more has missed a key."""

_SIGNS: Final = "+-="
_WIDE: Final = str.maketrans("０１２３４５６７８９＋－−＝", "0123456789+--=")
"""What Japanese keyboards write for them."""

_AMOUNTS: Final = frozenset("0123456789+-=")
"""What an amount begins with."""

_COUNTERS: Final = frozenset("件回本通社人")
"""What may stand behind an amount in Japanese: 2件, 5本."""


class TallyChange(NamedTuple):
    """What a day's count becomes: so many more, fewer where ``amount`` is negative, or just so many."""

    kind: str
    amount: int
    is_total: bool = False

    def after(self, before: int) -> int:
        """Return the count after a change of it."""
        return self.amount if self.is_total else before + self.amount

    def __str__(self) -> str:
        """Return the change as it is typed: calls +20, calls =18."""
        return f"{self.kind} ={self.amount}" if self.is_total else f"{self.kind} {self.amount:+}"


class DayTally(NamedTuple):
    """The counts of a day, each of KINDS."""

    on: date
    counts: Mapping[str, int]


def tally_changes(words: Sequence[str], own: Sequence[str] = ()) -> Iterator[TallyChange]:
    """Yield what a line of kinds and amounts says: ``calls +20 visits 3``.

    Args:
        words: kinds and amounts, by turns.
        own: kinds that the user has made, such as a goal of their own.

    Raises:
        UsageError: a kind is not known, or its amount is missing or can't be read.
    """
    rest = iter([part for word in words for part in _apart(word, own)])
    for word in rest:
        kind = tally_kind(word, own)
        yield tally_change(kind, next(rest, ""))


def _apart(word: str, own: Sequence[str]) -> Sequence[str]:
    """Return the kind and the amount that were typed in one word: calls+5, 電話５, 訪問2件."""
    if word in own:
        return (word,)
    at = next((at for at, character in enumerate(word) if character.translate(_WIDE) in _AMOUNTS), 0)
    return (word[:at], word[at:]) if at else (word,)


def tally_kind(text: str, own: Sequence[str] = ()) -> str:
    """Return the kind that is meant: one of the user's own, itself, its Japanese name, or the only one that begins so.

    Raises:
        UsageError: there is none; all of them are listed.
    """
    asked = fold(text.strip())
    meant = [kind for kind in own if fold(kind) == asked][:1]
    meant = meant or [kind for kind in KINDS if asked and any(name.startswith(asked) for name in _names(kind))]
    if len(meant) != 1:
        raise UsageError(
            t("Nothing called {text} is tallied.", text=text),
            hint=t("Choose one of: {known}", known=listed(*map(t, KINDS), *own)),
        )
    return meant[0]


def _names(kind: str) -> Iterator[str]:
    yield kind
    yield from map(fold, IN_JAPANESE[kind])


def tally_change(kind: str, text: str) -> TallyChange:
    """Return the change that an amount means: ``20`` and ``+20`` add, ``-3`` takes off, ``=18`` sets.

    Raises:
        UsageError: it is no whole number, or far too large a one.
    """
    typed = text.strip().translate(_WIDE)
    typed = typed[:-1] if typed[-1:] in _COUNTERS and typed[-2:-1].isdigit() else typed
    digits = typed[1:] if typed[:1] in _SIGNS else typed
    if not (digits.isascii() and digits.isdigit()) or len(digits) > len(str(MOST)):
        raise _unreadable(kind, text)
    amount = int(digits)
    return TallyChange(kind, -amount if typed.startswith("-") else amount, is_total=typed.startswith("="))


def counted(before: Mapping[str, int], changes: Iterable[TallyChange]) -> dict[str, int]:
    """Return the counts of a day after some changes, made in order.

    Raises:
        RefusedError: one would fall below zero, or rise beyond MOST.
    """
    counts = dict(before)
    for change in changes:
        counts[change.kind] = change.after(counts.get(change.kind, 0))
    for kind, amount in counts.items():
        if not 0 <= amount <= MOST:
            raise _out_of_range(kind, before.get(kind, 0), amount)
    return counts


def _unreadable(kind: str, text: str) -> UsageError:
    example = t("Write it like this: {example}", example=f"pipe tally {t(kind)} +20")
    if not text:
        return UsageError(t("The number of {kind} is missing.", kind=t(kind)), hint=example)
    return UsageError(
        t("Not a count of {kind}: {text}", kind=t(kind), text=text),
        why=t("20 and +20 add to the day's count, -3 takes off, =18 sets it; the most is {most:,}.", most=MOST),
        hint=example,
    )


def _out_of_range(kind: str, before: int, after: int) -> RefusedError:
    if after > MOST:
        return RefusedError(t("{n:,} {kind} are more than a day can have.", n=after, kind=t(kind)))
    return RefusedError(
        t("That would leave {n} {kind}.", n=after, kind=t(kind)),
        why=t("{n} are counted on that day so far.", n=before),
        hint=t("To set the count: pipe tally {kind} =0", kind=t(kind)),
    )
