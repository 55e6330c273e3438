"""Kana in Latin letters, in every way that people type it.

Kunrei is regular, so kana are written in it first; Hepburn and the rest follow from it by replacing letters. Until
then ``'`` guards syllables of foreign words that would be taken for Japanese ones (ティ is t'i, not チ), ``-`` is ー,
and ``Q`` is っ.
"""

import re
from functools import cache

_ROWS = {
    "": "あいうえお",
    "k": "かきくけこ",
    "s": "さしすせそ",
    "t": "たちつてと",
    "n": "なにぬねの",
    "h": "はひふへほ",
    "m": "まみむめも",
    "r": "らりるれろ",
    "g": "がぎぐげご",
    "z": "ざじずぜぞ",
    "d": "だぢづでど",
    "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
}
_OTHERS = (
    "や ya ゆ yu よ yo わ wa ゐ i ゑ e を o ん n ゔ vu ぢ zi づ zu っ Q ー - ぁ a ぃ i ぅ u ぇ e ぉ o ゃ "
    "ya ゅ yu ょ yo ゎ wa しぇ sye ちぇ tye じぇ zye いぇ ye ふぁ fa ふぃ fi ふぇ fe ふぉ fo ふゅ fyu "
    "うぃ wi うぇ we うぉ wo ゔぁ va ゔぃ vi ゔぇ ve ゔぉ vo てぃ t'i でぃ d'i とぅ t'u どぅ d'u てゅ "
    "t'yu でゅ d'yu つぁ t'sa つぃ t'si つぇ t'se つぉ t'so くぁ kwa くぃ kwi くぇ kwe くぉ kwo ぐぁ gwa"
)
_GLIDES = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo"}

_HEPBURN = "hu>fu tu>tsu zzi>jji zzy>jj zi>ji zy>j si>shi sy>sh ti>chi ty>ch"
_MIXED = "zzi>jji zzy>jj zi>ji zy>j"
"""Kunrei but for ji, ja, ju and jo, as many type it."""
_KUNREI = "dzu>zu du>zu cch>tch shi>si sh>sy chi>ti ch>ty tsu>tu fu>hu jji>zzi ji>zi jy>zy jj>zzy j>zy"


def spellings(kana: str) -> tuple[str, ...]:
    """Return the ways to type hiragana in Latin letters, the common one first.

    Hepburn, Kunrei and a mixture; long vowels written out (satou), short (sato) and with an h (satoh). Latin letters
    and digits stay as they are; with anything else, such as kanji, there is no spelling.
    """
    kunrei = _kunrei(kana)
    if not kunrei.isascii() or not kunrei:
        return ()
    if kana.isascii():
        return tuple(dict.fromkeys([common_spelling(kana), kana]))
    styles = [_replaced(kunrei, _HEPBURN), kunrei, _replaced(kunrei, _MIXED)]
    styles.append(re.sub("n(?=[bmp])", "m", styles[0]))
    ways = (way for style in styles for way in _lengths(style))
    return tuple(dict.fromkeys(filter(None, map(_without_marks, (common_spelling(kunrei), *ways)))))


def written_out(kana: str) -> tuple[str, ...]:
    """Return the ways to type hiragana in Latin letters with long vowels written out; none where there is no way.

    ん before a vowel is n, or nn as on a keyboard for Japanese: ジュンイチ is "zyuniti" and "zyunniti".
    """
    ways = [_kunrei(kana), _kunrei(re.sub("ん(?=[あいうえおやゆよ])", "んん", kana))]
    if not ways[0].isascii() or not ways[0]:
        return ()
    styles = (_replaced(way, rules) for way in ways for rules in (_HEPBURN, "", _MIXED))
    return tuple(dict.fromkeys(_without_marks(_lengths(style)[0]) for style in styles))


def common_spelling(romaji: str) -> str:
    """Return what every way of typing one name comes down to: Kunrei, its long vowels short."""
    kunrei = _replaced(romaji, _KUNREI)
    return _without_marks(_short(re.sub("m(?=[bmp])", "n", re.sub("oh(?![aiueoy])", "o", kunrei))))


def _kunrei(kana: str) -> str:
    """Write hiragana in Kunrei with the marks told above; leave the rest."""
    syllables = _syllables()
    romaji = _syllable().sub(lambda found: syllables[found[0]], kana)
    return re.sub("Q([a-z]?)", r"\1\1", re.sub("Q(?=[aiueo'Q-]|$)", "", romaji))


@cache
def _syllables() -> dict[str, str]:
    """Return each kana and pair of kana in Kunrei."""
    table = {kana: row + vowel for row, kanas in _ROWS.items() for kana, vowel in zip(kanas, "aiueo", strict=True)}
    words = _OTHERS.split()
    table |= dict(zip(words[::2], words[1::2], strict=True))
    glides = {
        kana + small: romaji[:-1] + glide
        for kana, romaji in table.items()
        if romaji[1:] == "i"
        for small, glide in _GLIDES.items()
    }
    return glides | table


@cache
def _syllable() -> re.Pattern[str]:
    """Return the pattern of one syllable, the longest first."""
    return re.compile("|".join(sorted(_syllables(), key=len, reverse=True)))


def _replaced(text: str, rules: str) -> str:
    """Replace letters by one rule after the other."""
    for old, new in (rule.split(">") for rule in rules.split()):
        text = text.replace(old, new)
    return text


def _lengths(romaji: str) -> tuple[str, str, str]:
    """Return a spelling with its long vowels written out, short, and with an h behind a long o."""
    return re.sub("([aiueo])-", r"\1\1", romaji), _short(romaji), _short(re.sub("o[ou-]", "oh", romaji))


def _short(romaji: str) -> str:
    """Write long vowels short; "ii" is no long i but two, as in Niigata."""
    return re.sub("o[ou]|aa|uu|ee", lambda found: found[0][0], romaji)


def _without_marks(romaji: str) -> str:
    """Leave out the marks that are left."""
    return romaji.replace("'", "").replace("-", "")
