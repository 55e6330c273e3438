"""Change the stages that deals go through; what was at a removed one goes to another, in one entry of the history."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline_cli.domain.stages import Stage, stage_named, stages
from pipeline_cli.errors import NotFoundError, RefusedError, UsageError
from pipeline_cli.i18n import t
from pipeline_cli.services.own_stages import ONLY, OwnStages
from pipeline_cli.settings.problem import WrongValueError, nearest
from pipeline_cli.settings.stage_tables import STAGES, doubled, stage_key, stage_label
from pipeline_cli.store.read import fetch
from pipeline_cli.store.store import Store

if TYPE_CHECKING:
    from pipeline_cli.store.write import Unit

COMMAND: Final = "config"


class Place(NamedTuple):
    """Where a stage is to stand: before one, after one, or last where neither is named."""

    before: str | None = None
    after: str | None = None


class Handed(NamedTuple):
    """A stage that is removed, and the one that its deals go to."""

    gone: str
    to: str


class Labels(NamedTuple):
    """What a stage is to be called; None for as it is."""

    en: str | None = None
    ja: str | None = None


def known_stage(text: str) -> str:
    """Return the key of the stage that a text names.

    Raises:
        NotFoundError: there is none of that name.
    """
    found = stage_named(text)
    if found is None:
        keys = [stage.key for stage in stages()]
        meant = nearest(text, keys)
        raise NotFoundError(
            t("There is no stage {stage}.", stage=text),
            why=t("Did you mean {word}?", word=meant) if meant else "",
            hint=t("Choose one of: {known}", known=", ".join(keys)),
        )
    return found


def with_stage(key: str, labels: Labels, place: Place) -> list[Stage]:
    """Return the stages with one more.

    Raises:
        UsageError: it can't be called that.
        NotFoundError: there is no stage to put it beside.
    """
    try:
        new = Stage(stage_key(key), stage_label(labels.en or ""), stage_label(labels.ja or ""))
    except WrongValueError as error:
        raise UsageError(str(error)) from None
    return _told_apart(_placed([*stages()], new, place))


def moved_stage(key: str, place: Place) -> list[Stage]:
    """Return the stages with one of them in another place.

    Raises:
        UsageError: it is to stand beside itself, or nowhere in particular.
        NotFoundError: there is no such stage.
    """
    moved = known_stage(key)
    if not (place.before or place.after) or moved in map(stage_named, filter(None, place)):
        raise UsageError(t("Say where it is to stand: --before STAGE or --after STAGE."))
    stage = next(one for one in stages() if one.key == moved)
    return _placed([one for one in stages() if one.key != moved], stage, place)


def renamed_stage(key: str, labels: Labels) -> list[Stage]:
    """Return the stages with one of them called otherwise; "" for what it was called at first.

    Raises:
        UsageError: no label is given, or it can't be one.
        NotFoundError: there is no such stage.
    """
    renamed = known_stage(key)
    try:
        given = {name: stage_label(text) for name, text in labels._asdict().items() if text is not None}
    except WrongValueError as error:
        raise UsageError(str(error)) from None
    if not given:
        raise UsageError(t("Say what it is to be called: --en LABEL, --ja LABEL."))
    return _told_apart([one._replace(**given) if one.key == renamed else one for one in stages()])


def without_stage(key: str) -> list[Stage]:
    """Return the stages without one.

    Raises:
        NotFoundError: there is no such stage.
        RefusedError: it is the last one.
    """
    gone = known_stage(key)
    left = [one for one in stages() if one.key != gone]
    if not left:
        raise RefusedError(t("One stage has to stay."))
    return left


def deals_at(store: Store, stage: str) -> tuple[int, int]:
    """Return how many deals are open, or parked, at a stage, and how many closed ones were there last."""
    to_come, closed = fetch(store.reader, "deals_at_stage_total", stage=stage)[0]
    return int(to_come), int(closed)


def save_stages(
    store: Store, own: OwnStages, wanted: Sequence[Stage], now: datetime, *, summary: str, handed: Handed | None = None
) -> None:
    """Have other stages, as one entry of the history.

    Args:
        store: the user's store.
        own: the stages in use.
        wanted: those that are to be.
        now: aware.
        summary: what is done.
        handed: where all goes that a removed stage holds, and all that was there once.

    Raises:
        UsageError: the configuration can't be written.
        StoreError: it could not be saved.
    """
    if own.wanted(wanted) == own.stored():
        return
    with store.writing(COMMAND, now) as unit:
        unit.beside[STAGES] = own
        unit.summary = summary
        unit.put_back(STAGES, ONLY, own.wanted(wanted))
        if handed:
            _hand_over(unit, handed)


def _hand_over(unit: "Unit", handed: Handed) -> None:
    from pipeline_cli.store.tables import DealRow, StageChangeRow

    gone, to = handed
    deals = [row[0] for row in fetch(unit.reader, "deals_at_stage", stage=gone)]
    for deal in deals:
        unit.update(DealRow, deal, stage=to)
    for (change,) in fetch(unit.reader, "stage_changes_at", stage=gone):
        unit.update(StageChangeRow, change, stage=to)
    unit.summary = f"{unit.summary} → {to}, {len(deals)}"


def _placed(others: list[Stage], stage: Stage, place: Place) -> list[Stage]:
    if place.before and place.after:
        raise UsageError(t("Say --before or --after, not both."))
    beside = place.before or place.after
    at = [one.key for one in others].index(known_stage(beside)) + bool(place.after) if beside else len(others)
    return [*others[:at], stage, *others[at:]]


def _told_apart(wanted: list[Stage]) -> list[Stage]:
    """Return stages that can be told apart.

    Raises:
        UsageError: two of them share a name.
    """
    found = doubled(wanted)
    if found:
        raise UsageError(t('Two stages would be called "{name}".', name=found[1]))
    return wanted
