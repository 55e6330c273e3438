"""Put a change of the stages into those in use, or take it out, and leave alone what else was done to them since."""

from collections.abc import Sequence

from pipeline_cli.domain.row_merge import ChangedSinceError
from pipeline_cli.domain.stages import Stage

Stages = Sequence[Stage]


def merged_stages(now: Stages, was: Stages, wanted: Stages) -> list[Stage]:
    """Return the stages with what differs between two states turned from the one to the other.

    Raises:
        ChangedSinceError: a stage that differs is no longer as it was.
    """
    if list(now) in (list(was), list(wanted)):
        return list(wanted)
    kept = [_turned(stage, was, wanted) for stage in now]
    result = [stage for stage in kept if stage]
    for stage in wanted:
        if stage.key not in _keys(was) and stage.key not in _keys(now):
            result.insert(_place(stage.key, _keys(wanted), _keys(result)), stage)
    if not result:
        raise ChangedSinceError
    return _in_order(result, was, wanted)


def _turned(stage: Stage, was: Stages, wanted: Stages) -> Stage | None:
    """Return what becomes of a stage that is in use; None where it goes.

    Raises:
        ChangedSinceError: it is to change, and is not as it was.
    """
    before, after = (next((one for one in them if one.key == stage.key), None) for them in (was, wanted))
    if before == after:
        return stage
    if stage not in (before, after):
        raise ChangedSinceError
    return after


def _place(key: str, wanted: Sequence[str], present: Sequence[str]) -> int:
    """Return where a stage belongs: behind the nearest of those before it that is there."""
    earlier = (one for one in reversed(wanted[: wanted.index(key)]) if one in present)
    beside = next(earlier, None)
    return 0 if beside is None else present.index(beside) + 1


def _in_order(result: list[Stage], was: Stages, wanted: Stages) -> list[Stage]:
    """Return stages in the wanted order, where that is what was changed.

    Raises:
        ChangedSinceError: they are in an order of their own.
    """
    both = set(_keys(was)) & set(_keys(wanted))
    old, new = ([key for key in _keys(them) if key in both] for them in (was, wanted))
    if old == new:
        return result
    present = [key for key in _keys(result) if key in both]
    if present == new:
        return result
    if present != old or len(result) != len(old):
        raise ChangedSinceError
    return sorted(result, key=lambda stage: new.index(stage.key))


def _keys(stages: Stages) -> list[str]:
    return [stage.key for stage in stages]
