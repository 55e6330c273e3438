"""The stages as they stand in the file: one ``[[stages]]`` each, in their order."""

import unicodedata
from collections.abc import Callable, Sequence
from typing import Any, Final

from pipeline_cli.domain.stages import LONGEST, Stage, can_be_key, labels_of
from pipeline_cli.i18n import sentences, t
from pipeline_cli.settings.problem import WrongValueError, nearest

STAGES: Final = "stages"
MOST_STAGES: Final = 30
RESERVED: Final = ("won", "lost", "open", "parked", "all")
"""Words that mean something else wherever a stage is typed."""

Complain = Callable[[str, str], None]


def read_stages(tables: object, complain: Complain) -> tuple[Stage, ...]:
    """Return the stages that are set, none where they are left to the program or wrong.

    Args:
        tables: what the file says of them, None for nothing.
        complain: takes the key of what is wrong, and what that is.
    """
    if tables is None:
        return ()
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        complain(STAGES, t("Write each stage as a table of its own: [[stages]], and below it key, en and ja."))
        return ()
    if not 1 <= len(tables) <= MOST_STAGES:
        complain(STAGES, t("Name 1 to {most} stages.", most=MOST_STAGES))
        return ()
    stages = [_stage(table, f"{STAGES}.{number}", complain) for number, table in enumerate(tables)]
    found = [stage for stage in stages if stage]
    _refuse_doubles(found, complain)
    return tuple(found) if len(found) == len(tables) else ()


def stage_key(text: str) -> str:
    """Return the key that a stage is given.

    Raises:
        WrongValueError: it can't be one.
    """
    key = unicodedata.normalize("NFKC", text).strip().casefold()
    if not can_be_key(key):
        raise WrongValueError(
            sentences(
                t('"{key}" can\'t be the key of a stage.', key=text),
                t("Use letters, figures, - and _, up to {most}.", most=LONGEST),
            )
        )
    if key in RESERVED:
        raise WrongValueError(t('"{key}" is the name of a state, and no stage.', key=text))
    return key


def stage_label(text: object) -> str:
    """Return a label of a stage.

    Raises:
        WrongValueError: it can't be one.
    """
    label = text.strip() if isinstance(text, str) else ""
    if not isinstance(text, str) or not label.isprintable() or len(label) > LONGEST or label.casefold() in RESERVED:
        raise WrongValueError(t('Write a label of up to {most} characters: "Proposal"', most=LONGEST))
    return label


def doubled(stages: Sequence[Stage]) -> tuple[int, str] | None:
    """Return the number of a stage that shares a name with another one, and that name; None for none."""
    taken: dict[str, int] = {}
    for number, stage in enumerate(stages):
        for name in {name.casefold() for name in (stage.key, *labels_of(stage)) if name}:
            if taken.setdefault(name, number) != number:
                return number, name
    return None


def _stage(table: dict[str, Any], at: str, complain: Complain) -> Stage | None:
    """Return a stage; None where anything in its table is wrong."""
    foreign = [name for name in table if name not in Stage._fields]
    for name in foreign:
        meant = t("Did you mean {word}?", word=nearest(name, Stage._fields) or "key")
        complain(f"{at}.{name}", sentences(t("There is no such setting."), meant))
    try:
        key = stage_key(str(table.get("key", "")))
        labels = [stage_label(table.get(language, "")) for language in ("en", "ja")]
    except WrongValueError as error:
        complain(at, str(error))
        return None
    return None if foreign else Stage(key, *labels)


def _refuse_doubles(stages: Sequence[Stage], complain: Complain) -> None:
    found = doubled(stages)
    if found:
        complain(f"{STAGES}.{found[0]}", t('Two stages are called "{name}".', name=found[1]))
