"""``pipe config``: show and change what the user has set."""

import os
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Final

import typer

from pipeline_cli.commands.config_rows import shown_config, shown_setting
from pipeline_cli.commands.config_stages import ALLOWED, StageOptions, change_stage, show_stages
from pipeline_cli.completions import stages
from pipeline_cli.context import Run, run_of
from pipeline_cli.domain.stages import stage_keys
from pipeline_cli.domain.text import visible
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.services.change_config import set_value, unset_value
from pipeline_cli.settings.problem import nearest, problem_text, refused
from pipeline_cli.settings.shown import Shown
from pipeline_cli.settings.source import Source
from pipeline_cli.settings.table import settings
from pipeline_cli.views.config import config_json, config_screen, path_json, setting_json, setting_line


def _completed(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer what can be done, and then what it can be done with."""
    typed = ctx.params.get("words") or ctx.args
    if not typed:
        known: Sequence[str] = (*ACTIONS, STAGE)
    elif typed[0] in ("get", "set", "unset") and len(typed) == 1:
        known = [setting.key for setting in settings()]
    else:
        known = _stage_words(typed) if typed[0] == STAGE else _choices(typed)
    return [word for word in known if word.startswith(incomplete.casefold())]


def config(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ACTION KEY VALUE]",
            autocompletion=_completed,
            help=t("list|get|set|unset|edit|path|stages, or stage add|move|rename|remove; none: the list."),
        ),
    ] = None,
    before: Annotated[
        str | None, typer.Option(metavar="STAGE", autocompletion=stages, help=t("The stage that it comes before."))
    ] = None,
    after: Annotated[
        str | None, typer.Option(metavar="STAGE", autocompletion=stages, help=t("The stage that it comes after."))
    ] = None,
    en: Annotated[str | None, typer.Option(metavar="LABEL", help=t("What the stage is called in English."))] = None,
    ja: Annotated[str | None, typer.Option(metavar="LABEL", help=t("What the stage is called in Japanese."))] = None,
    to: Annotated[
        str | None,
        typer.Option(metavar="STAGE", autocompletion=stages, help=t("Where the deals of a removed stage go.")),
    ] = None,
) -> None:
    """Show and change the settings, each explained in the list, and the stages that deals go through.

    pipe config set work.closed_days "2026-08-12..2026-08-14, 12-29..01-03"

    pipe config stage add proposal --after prospect --ja 提案中
    """
    run = run_of(ctx)
    action, *rest = words or ["list"]
    options = StageOptions(before, after, en, ja, to)
    if action == STAGE:
        change_stage(run, _right(run), rest, options)
        return
    if any(text is not None for text in options):
        raise UsageError(t("These options go with a stage: pipe config stage --help"))
    if action not in ACTIONS:
        meant = nearest(action, (*ACTIONS, STAGE))
        raise UsageError(
            t("There is no action {action}.", action=action),
            why=t("Did you mean {word}?", word=meant) if meant else "",
            hint=t("Choose one of: {known}", known=", ".join((*ACTIONS, STAGE))),
        )
    ACTIONS[action](run, rest)


def source_now(run: Run) -> Source:
    """Return the file as it is now; an empty one where there is none."""
    return run.config_source or Source(run.config_path)


def taken(words: Sequence[str], usage: str, least: int, most: int) -> list[str]:
    """Return the words behind an action, where they are as many as it takes.

    Raises:
        UsageError: they are fewer or more.
    """
    if not least <= len(words) <= most:
        raise UsageError(t("That is not how it is used."), hint=t("Write it like this: {example}", example=usage))
    return [*words, *[""] * (most - len(words))]


def _list(run: Run, words: Sequence[str]) -> None:
    taken(words, "pipe config list", 0, 0)
    source = source_now(run)
    run.show(shown_config(run, source), screen=config_screen, document=config_json)
    _warn(run, source)


def _get(run: Run, words: Sequence[str]) -> None:
    key, *_ = taken(words, t("pipe config get KEY"), 1, 1)
    shown = shown_setting(run, _right(run), key)
    if run.settings.json:
        run.write_json(setting_json(shown))
    else:
        run.write_line(shown.text)


def _set(run: Run, words: Sequence[str]) -> None:
    usage = t("pipe config set KEY VALUE")
    key, _ = taken([*words[:1], *filter(None, [" ".join(words[1:])])], usage, 2, 2)
    after = set_value(source_now(run), key, " ".join(words[1:]), run.usual_currency)
    _answer(run, shown_setting(run, after, key))
    _warn(run, after)


def _unset(run: Run, words: Sequence[str]) -> None:
    key, *_ = taken(words, t("pipe config unset KEY"), 1, 1)
    after = unset_value(source_now(run), key, run.usual_currency)
    if key in (setting.key for setting in settings()):
        _answer(run, shown_setting(run, after, key))


def _edit(run: Run, words: Sequence[str]) -> None:
    from pipeline_cli.commands.config_edit import edit_config

    taken(words, "pipe config edit", 0, 0)
    edit_config(run, source_now(run))


def _path(run: Run, words: Sequence[str]) -> None:
    taken(words, "pipe config path", 0, 0)
    path = run.config_path
    if run.settings.json:
        run.write_json(path_json(path, exists=os.path.exists(path)))
    else:
        run.write_line(path)


def _stages(run: Run, words: Sequence[str]) -> None:
    taken(words, "pipe config stages", 0, 0)
    _right(run)
    show_stages(run)


def _right(run: Run) -> Source:
    """Return the file, where nothing is wrong with it.

    Raises:
        UsageError: what is wrong.
    """
    from pipeline_cli.settings.check import checked

    source = source_now(run)
    problems = checked(source, run.usual_currency).problems
    if problems:
        raise refused(source.path, problems)
    return source


def _warn(run: Run, source: Source) -> None:
    """Say what is wrong with the file: the lines that other commands refuse."""
    from pipeline_cli.settings.check import checked

    problems = checked(source, run.usual_currency).problems
    if problems:
        run.say(t("No command but pipe config works until this is put right in {path}:", path=source.path))
        for problem in problems:
            run.say(f"  {visible(problem_text(problem))}")


def _answer(run: Run, shown: Shown) -> None:
    run.show(shown, screen=setting_line, document=setting_json)
    if shown.origin in ("environment", "option"):
        run.say(t("{name} goes before it.", name=shown.said_by))


def _stage_words(typed: Sequence[str]) -> Sequence[str]:
    return tuple(ALLOWED) if len(typed) == 1 else stage_keys()


def _choices(typed: Sequence[str]) -> list[str]:
    """Return the values that a setting has, where they are a choice."""
    kinds: dict[str, Any] = {setting.key: setting.kind for setting in settings()}
    is_set = typed[0] == "set" and typed[-1] in kinds
    return [word for word in kinds[typed[-1]].name.split("|") if word.islower()] if is_set else []


ACTIONS: Final[dict[str, Callable[[Run, Sequence[str]], None]]] = {
    "list": _list,
    "get": _get,
    "set": _set,
    "unset": _unset,
    "edit": _edit,
    "path": _path,
    "stages": _stages,
}
STAGE: Final = "stage"
