"""What Typer refuses, said in our own words: its own are English only, and it does not translate them."""

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import Any, Final

import typer

from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import sentences, t

NO_COMMAND: Final = "No such command "
NO_VALUE: Final = "does not take a value."
TOO_MUCH: Final = "Got unexpected extra argument(s) "
"""Beginnings and ends of messages by which errors of one class are told apart; tests say when Typer changes them."""


def usage_error(error: typer.TyperException, words: Sequence[str] = ()) -> UsageError:
    """Return what Typer refused of a line as an error of ours.

    Its classes are known by their names, since Typer keeps most of them to itself.
    """
    tell = _TELL.get(type(error).__name__, _other)
    told = tell(error)
    told.hint = sentences(told.hint, _help_hint(error, words))
    return told


def _no_such_option(error: Any) -> UsageError:  # noqa: ANN401  # this and those below: Typer's class is private
    what = t("There is no option {option}.", option=error.option_name)
    command = _COMMANDS_OF.get((error.ctx.info_name, error.option_name)) if error.ctx else None
    if command:
        return UsageError(what, why=t('That is done with "{command}".', command=command))
    return _with_likes(what, tuple(sorted(error.possibilities or ())))


def _with_likes(what: str, like: tuple[str, ...]) -> UsageError:
    return UsageError(what, why=t("Did you mean:") if like else "", candidates=like)


def _missing(error: Any) -> UsageError:  # noqa: ANN401
    return UsageError(t("{name} is missing.", name=_name(error)))


def _bad_option_usage(error: Any) -> UsageError:  # noqa: ANN401
    if error.message.endswith(NO_VALUE):
        return UsageError(t("{option} takes no value.", option=error.option_name))
    return UsageError(t("{option} needs a value.", option=error.option_name))


def _bad_parameter(error: Any) -> UsageError:  # noqa: ANN401
    """Return the error for a number that is none or out of bounds; other values are refused by ourselves."""
    kind = getattr(error.param, "type", None)
    if not str(getattr(kind, "name", "")).startswith("int"):
        return _other(error)
    value = error.message.partition(" is not ")[0].strip("'\"")
    bounds = {"least": getattr(kind, "min", None), "most": getattr(kind, "max", None)}
    return UsageError(
        t("{name} can't be {value}.", name=_name(error), value=value),
        why=_bounds_text(**bounds),
    )


def _bounds_text(least: int | None, most: int | None) -> str:
    if least is None:
        return t("It is a whole number.")
    if most is None:
        return t("It is a whole number of {least} or more.", least=least)
    return t("It is a whole number from {least} to {most}.", least=least, most=most)


def _other_usage(error: Any) -> UsageError:  # noqa: ANN401
    """Return the error for what Typer has no class of its own."""
    message: str = error.message
    if message.startswith(NO_COMMAND):
        name = message.removeprefix(NO_COMMAND).rstrip(".").strip("'\"")
        return _with_likes(t("There is no command {name}.", name=name), _like(name, _commands(error)))
    if message.startswith(TOO_MUCH):
        words = message.removeprefix(TOO_MUCH).removeprefix("(").removesuffix(")")
        what = t("There is more on the line than this command takes: {words}", words=words)
        return UsageError(what, hint=t("A text of several words stands between quotes."))
    return _other(error)


def _other(error: Any) -> UsageError:  # noqa: ANN401
    return UsageError(error.format_message())


def _name(error: Any) -> str:  # noqa: ANN401
    """Return how the user calls what an error is about: its longest option, or what stands for it in help."""
    parameter = error.param
    if parameter.param_type_name == "option":
        return str(max(parameter.opts, key=len))
    return str(parameter.metavar or parameter.name.upper()).strip("[].…")


def _commands(error: Any) -> list[str]:  # noqa: ANN401
    return list(error.ctx.command.list_commands(error.ctx))


def _like(name: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(get_close_matches(name, list(names)))


def _help_hint(error: Any, words: Sequence[str]) -> str:  # noqa: ANN401
    context = getattr(error, "ctx", None)
    named = " ".join(("pipe", *(word for word in words[:1] if not word.startswith("-"))))
    return t('See "{command} --help".', command=context.command_path if context else named)


_COMMANDS_OF: Final = {
    ("edit", "--next"): "pipe next WHO WHEN",
    ("edit", "--won"): "pipe won WHO",
    ("edit", "--lost"): "pipe lost WHO REASON",
    ("edit", "--park"): "pipe park WHO WHEN",
    ("edit", "--state"): "pipe won|lost|park|reopen WHO",
}
"""Commands for what is not a matter of editing."""

_TELL: Final[dict[str, Callable[[Any], UsageError]]] = {
    "BadOptionUsage": _bad_option_usage,
    "BadParameter": _bad_parameter,
    "MissingParameter": _missing,
    "NoSuchOption": _no_such_option,
    "UsageError": _other_usage,
}
