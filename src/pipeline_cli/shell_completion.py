"""``pipe --install-completion [SHELL]`` and ``--show-completion [SHELL]``: found out where none is named."""

from collections.abc import Sequence
from typing import Final

from pipeline_cli.context import Run
from pipeline_cli.domain.system_errors import reason_of
from pipeline_cli.errors import StoreError, UsageError
from pipeline_cli.i18n import t

INSTALL: Final = "--install-completion"
SHOW: Final = "--show-completion"
SHELLS: Final = ("bash", "zsh", "fish", "powershell", "pwsh")
VARIABLE: Final = "_PIPE_COMPLETE"


def completes_shell(run: Run, words: Sequence[str]) -> bool:
    """Install or show the completion of a shell where a line asks for that; tell whether it did.

    Raises:
        UsageError: the shell is not known, or can't be found out.
        StoreError: its files can't be written.
    """
    option, _, joined = (words[0] if words else "").partition("=")
    if option not in (INSTALL, SHOW):
        return False
    named = [joined] if joined else list(words[1:])
    if len(named) > 1:
        raise UsageError(t("There is more on the line than this command takes: {words}", words=" ".join(named[1:])))
    shell = _shell(named[0] if named else None, option)
    if option == SHOW:
        run.write_line(_script(shell))
    else:
        _install(run, shell)
    return True


def _shell(named: str | None, option: str) -> str:
    from typer._completion_shared import _get_shell_name

    shell = named.casefold() if named else _get_shell_name()
    if shell not in SHELLS:
        raise UsageError(
            t("There is no completion for the shell {shell}.", shell=named)
            if named
            else t("It can't be found out which shell this is."),
            hint=t("Name it: {command}", command=f"pipe {option} {'|'.join(SHELLS)}"),
        )
    return shell


def _script(shell: str) -> str:
    from typer._completion_shared import get_completion_script

    return get_completion_script(prog_name="pipe", complete_var=VARIABLE, shell=shell)


def _install(run: Run, shell: str) -> None:
    from typer._completion_shared import install

    try:
        _, path = install(shell=shell, prog_name="pipe", complete_var=VARIABLE)
    except OSError as error:
        raise StoreError(
            t("The completion for {shell} can't be installed.", shell=shell),
            why=reason_of(error),
            hint=t("Put it where your shell looks for it yourself: pipe {option} {shell}", option=SHOW, shell=shell),
        ) from error
    run.write_line(t("✓ Completion for {shell} is installed: {path}", shell=shell, path=path))
    run.write_line(t("It works in the next terminal that you open."))
