"""Names in kanji, which are found by how they are read only where somebody has said so, and readings in kana."""

from itertools import chain
from typing import Final

from pipeline_cli.domain.names import name_key

_IDEOGRAPHS: Final = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))
"""First and last code points of the blocks of CJK ideographs."""

_KANA: Final = frozenset(map(chr, chain(range(0x3041, 0x3097), range(0x30A1, 0x30FB)))) | frozenset("ー・ゝゞヽヾ ")


def has_kanji(name: str) -> bool:
    """Tell whether a customer's name has kanji in it, those of 株式会社 and the like apart."""
    return any(first <= ord(character) <= last for character in name_key(name) for first, last in _IDEOGRAPHS)


def as_kana(text: str) -> str | None:
    """Return a reading in kana of full width, with single blanks; None where it has anything else in it."""
    from unicodedata import normalize

    kana = " ".join(normalize("NFKC", text).split())
    return kana if _KANA.issuperset(kana) else None
