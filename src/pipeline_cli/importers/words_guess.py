"""Work out what the words of a file mean: as the user says, as they are ours, or as others use them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline_cli.domain.names import fold
from pipeline_cli.importers.cells import is_known_word, words_of
from pipeline_cli.importers.headers import plain
from pipeline_cli.importers.layout import different_texts
from pipeline_cli.importers.maps import DROPPED, WordMap
from pipeline_cli.importers.sheet import Sheet
from pipeline_cli.importers.words import MISSED, meaning

_LOOSE_WORDS = "type status result 結果 ステータス 種別 種類 分類"
_LOOSE_LENGTHS = "duration dur callduration 通話時間"
_LOOSE = frozenset(map(plain, f"{_LOOSE_WORDS} {_LOOSE_LENGTHS}".split()))
"""Names that say too little: such a column of activities counts only where its cells say the rest."""

_MOST_MINUTES = 10 * 60
_MOST_SECONDS = 10 * 3600

_STATE_OR_STAGE = frozenset(("state", "stage"))
"""Either column of a deal may hold the words of both."""

_ALTERNATIVES = {"kind": "inbound", "inbound": "kind"}

Targets = tuple[tuple[str, ...], ...]


class UnknownWords(NamedTuple):
    """Words of a column whose meaning has to be said."""

    header: str
    target: str
    words: tuple[str, ...]


class Meanings(NamedTuple):
    """What words mean, by the position of their column and folded; and those that nobody knows."""

    words: Mapping[int, Mapping[str, str]]
    unknown: tuple[UnknownWords, ...]


def settled_targets(sheet: Sheet, table: str, targets: Targets, guessed: Sequence[int]) -> Targets:
    """Return the targets of a file's columns, those with names that say too little settled by their words."""
    if table != "activities":
        return targets
    loose = [position for position in guessed if plain(sheet.header[position]) in _LOOSE]
    texts = different_texts(sheet, loose)
    return tuple(
        _settled(targets[position], targets, texts[position]) if position in loose else targets[position]
        for position in range(len(targets))
    )


def _settled(found: tuple[str, ...], targets: Targets, texts: Sequence[str]) -> tuple[str, ...]:
    if found == ("seconds",):
        return found if _are_seconds(texts) else ()
    if not found or not words_of(found[0]):
        return found
    taken = {target for listed in targets for target in listed}
    possible = [found[0], *({_ALTERNATIVES.get(found[0], found[0])} - taken)]
    return next(((target,) for target in possible if any(_known(target, text) for text in texts)), ())


def _are_seconds(texts: Sequence[str]) -> bool:
    """Tell whether lengths are in seconds: no call lasts ten hours, as it would in minutes, nor do milliseconds fit."""
    figures = [int(text) for text in texts if text.isdecimal()]
    return any(":" in text for text in texts) or _MOST_MINUTES < max(figures, default=0) <= _MOST_SECONDS


def said_meanings(sheet: Sheet, targets: Targets, rules: Sequence[WordMap]) -> dict[int, dict[str, str]]:
    """Return what the user says of words: by the position of their column, folded."""
    said = (_said(rules, header, found) for header, found in zip(sheet.header, targets, strict=True))
    return {position: words for position, words in enumerate(said) if words}


def meanings(sheet: Sheet, targets: Targets, rules: Sequence[WordMap]) -> Meanings:
    """Return what the words of another program's file mean.

    Args:
        sheet: the file.
        targets: which of our columns its columns are.
        rules: what the user says of words.
    """
    in_words = {position: found[0] for position, found in enumerate(targets) if found and words_of(found[0])}
    texts = different_texts(sheet, list(in_words))
    is_missed_told = any("reached" in found for found in targets)
    words = said_meanings(sheet, targets, rules)
    unknown = []
    for position, target in in_words.items():
        known = words.setdefault(position, {})
        strange = [text for text in texts[position] if fold(text) not in known and not is_known_word(target, text)]
        guessed = {fold(text): _meaning(target, text, is_missed_told=is_missed_told) for text in strange}
        known.update({word: ours for word, ours in guessed.items() if ours})
        left = tuple(text for text in strange if fold(text) not in known)
        unknown += [UnknownWords(sheet.header[position], target, left)] if left else []
    return Meanings(words, tuple(unknown))


def _said(rules: Sequence[WordMap], header: str, targets: Sequence[str]) -> dict[str, str]:
    if DROPPED in targets:
        return {}
    names = {header, *targets, *(_STATE_OR_STAGE if _STATE_OR_STAGE & set(targets) else ())}
    return {fold(rule.word): rule.meaning for rule in rules if rule.word and rule.column in names}


def _known(target: str, text: str) -> bool:
    return is_known_word(target, text) or meaning(target, text) is not None


def _meaning(target: str, text: str, *, is_missed_told: bool) -> str | None:
    """Return our word; a missed call is not told by its direction alone, since then it would count as answered."""
    if target == "inbound" and plain(text) in MISSED and not is_missed_told:
        return None
    return meaning(target, text)
