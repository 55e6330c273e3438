"""``pipe config stages`` and ``pipe config stage``: the stages that deals go through."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import typer

from pipeline_cli.commands.own_stages import own_stages
from pipeline_cli.context import Run
from pipeline_cli.domain.stages import Stage, stages
from pipeline_cli.errors import PipeError, RefusedError, UsageError
from pipeline_cli.i18n import t, tn
from pipeline_cli.services import change_stages
from pipeline_cli.services.change_stages import Handed, Labels, Place
from pipeline_cli.settings.problem import nearest
from pipeline_cli.settings.source import Source
from pipeline_cli.views.config import stages_json, stages_screen


class StageOptions(NamedTuple):
    """What was said of a stage."""

    before: str | None = None
    after: str | None = None
    en: str | None = None
    ja: str | None = None
    to: str | None = None


ALLOWED: Final = {
    "add": ("before", "after", "en", "ja"),
    "move": ("before", "after"),
    "rename": ("en", "ja"),
    "remove": ("to",),
}
"""The options that each action takes."""


def show_stages(run: Run) -> None:
    """Show the stages in their order."""
    run.show(stages(), screen=stages_screen, document=stages_json)


def change_stage(run: Run, source: Source, words: Sequence[str], options: StageOptions) -> None:
    """Add, move, rename or remove a stage, and show what they are then.

    Raises:
        UsageError: that is not how it is used, or a stage can't be called that.
        NotFoundError: there is no such stage.
        RefusedError: deals are at it, and nobody says where they go.
    """
    action, key = _understood(words)
    _refuse_strange(action, options)
    wanted = _ACTIONS[action](key, options)
    gone = change_stages.known_stage(key) if action == "remove" else None
    own = own_stages(run, source)
    handed = _handed(run, gone, options, wanted) if gone else None
    deals = change_stages.deals_at(run.store, handed.gone) if handed else (0, 0)
    summary = f"stage {action} {gone or key}"
    change_stages.save_stages(run.store, own, wanted, run.now, summary=summary, handed=handed)
    if handed:
        _tell(run, handed, deals)
    show_stages(run)


def _understood(words: Sequence[str]) -> tuple[str, str]:
    action = words[0] if words else ""
    if len(words) != 2 or action not in ALLOWED:  # noqa: PLR2004  # an action and a stage
        meant = nearest(action, ALLOWED)
        raise UsageError(
            t("That is not how it is used."),
            why=t("Did you mean {word}?", word=meant) if meant and meant != action else "",
            hint=t("Write it like this: {example}", example=_usage(action)),
        )
    return action, words[1]


def _usage(action: str) -> str:
    """Return how a stage is changed: the action that was typed, or those that there are."""
    if action == "rename":
        return t('pipe config stage rename KEY --en "First touch" --ja 初回訪問')
    return t("pipe config stage add|move|rename|remove KEY")


def _refuse_strange(action: str, options: StageOptions) -> None:
    strange = [name for name, text in options._asdict().items() if text is not None and name not in ALLOWED[action]]
    if strange:
        raise UsageError(t("--{option} does not go with {action}.", option=strange[0], action=action))


def _added(key: str, options: StageOptions) -> list[Stage]:
    return change_stages.with_stage(key, _labels(options), _place(options))


def _moved(key: str, options: StageOptions) -> list[Stage]:
    return change_stages.moved_stage(key, _place(options))


def _renamed(key: str, options: StageOptions) -> list[Stage]:
    return change_stages.renamed_stage(key, _labels(options))


def _removed(key: str, _: StageOptions) -> list[Stage]:
    return change_stages.without_stage(key)


def _handed(run: Run, gone: str, options: StageOptions, left: Sequence[Stage]) -> Handed | None:
    """Return where the deals of a removed stage go; None where it has none.

    Raises:
        UsageError: they would stay.
        RefusedError: nobody says where.
    """
    to = options.to and change_stages.known_stage(options.to)
    if to == gone:
        raise UsageError(t("Its deals have to go to another stage."))
    deals = change_stages.deals_at(run.store, gone)
    return Handed(gone, to or _asked(run, gone, deals, left)) if any(deals) else None


def _tell(run: Run, handed: Handed, deals: tuple[int, int]) -> None:
    run.say(
        tn(
            "{n} deal went to {stage} ({open} open, {closed} closed).",
            "{n} deals went to {stage} ({open} open, {closed} closed).",
            sum(deals),
            stage=handed.to,
            open=deals[0],
            closed=deals[1],
        )
    )


def _asked(run: Run, gone: str, deals: tuple[int, int], left: Sequence[Stage]) -> str:
    """Return the stage that the deals of another one go to, as somebody says who is there.

    Raises:
        RefusedError: nobody is.
    """
    at = tn(
        "{n} deal is at {stage} ({open} open, {closed} closed).",
        "{n} deals are at {stage} ({open} open, {closed} closed).",
        sum(deals),
        stage=gone,
        open=deals[0],
        closed=deals[1],
    )
    keys = ", ".join(stage.key for stage in left)
    if not run.is_interactive:
        raise RefusedError(at, hint=t("Say where they go with --to: {known}", known=keys))
    run.say(at)
    while True:
        try:
            found = change_stages.known_stage(typer.prompt(t("Where do they go ({known})", known=keys), err=True))
        except PipeError as error:
            run.say(f"{error.what} {error.hint}")
            continue
        if found != gone:
            return found


def _labels(options: StageOptions) -> Labels:
    return Labels(options.en, options.ja)


def _place(options: StageOptions) -> Place:
    return Place(options.before, options.after)


_ACTIONS: Final[dict[str, Callable[[str, StageOptions], list[Stage]]]] = {
    "add": _added,
    "move": _moved,
    "rename": _renamed,
    "remove": _removed,
}
