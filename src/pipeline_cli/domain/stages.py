"""The stages of an open deal, as the user has set them: their order, and what they are called in each language.

A store can hold stages that are not among them, from another time or another hand: those come before all others, and
are called by their key.
"""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline_cli.i18n import language


class Stage(NamedTuple):
    """One stage: its key, the same in every language, and its labels; "" for what the program calls it."""

    key: str
    en: str = ""
    ja: str = ""


DEFAULT_STAGES = (Stage("approach"), Stage("potential"), Stage("prospect"), Stage("commit"))
"""From furthest to nearest to a contract."""

USUAL_JAPANESE = {"approach": "新規開拓", "potential": "潜在客", "prospect": "見込み客", "commit": "契約待ち"}
"""What the four are called in Japanese: typed in either language, and so not left to the catalogue."""

LONGEST = 40
"""Characters of a key, and of a label."""

DEFAULT_KEYS = tuple(stage.key for stage in DEFAULT_STAGES)

_stages: tuple[Stage, ...] = DEFAULT_STAGES
_keys: tuple[str, ...] = DEFAULT_KEYS


def can_be_key(text: str) -> bool:
    """Tell whether a text, folded already, is such as the key of a stage may be."""
    is_word = bool(text) and all(char.isalnum() or char in "-_" for char in text)
    return is_word and len(text) <= LONGEST and not text.isdecimal()


def use_stages(stages: Sequence[Stage] = DEFAULT_STAGES) -> None:
    """Set the stages from now on; called once, before anything is read from a store."""
    global _stages, _keys  # noqa: PLW0603  # a process knows one set of stages, like its language
    _stages = tuple(stages)
    _keys = tuple(stage.key for stage in _stages)


def stages() -> tuple[Stage, ...]:
    """Return the stages in use, from furthest to nearest to a contract."""
    return _stages


def stage_keys() -> tuple[str, ...]:
    """Return the keys of the stages in use, from furthest to nearest to a contract."""
    return _keys


def first_stage() -> str:
    """Return the stage that a new deal is in."""
    return _keys[0]


def stage_label(key: str) -> str:
    """Return what a stage is called in the user's language; its key where it is none of those in use."""
    found = next((stage for stage in _stages if stage.key == key), Stage(key))
    return label_of(found)


def label_of(stage: Stage) -> str:
    """Return what a stage is called in the user's language; its English label or its key where it has none there."""
    english, japanese = labels_of(stage)
    return (japanese if language() == "ja" else "") or english or stage.key


def labels_of(stage: Stage) -> tuple[str, str]:
    """Return what a stage is called in English and in Japanese, "" for nothing; the four have names of their own."""
    usual = USUAL_JAPANESE.get(stage.key, "")
    return stage.en or (stage.key if usual else ""), stage.ja or usual


def stage_named(text: str) -> str | None:
    """Return the key of the stage that a text names, by its key or by a label of either language; None for none."""
    asked = text.strip().casefold()
    names = {name.casefold(): stage.key for stage in _stages for name in labels_of(stage) if name}
    return (names | {key: key for key in _keys}).get(asked)
