"""The command tree: makes each command of its file when it is called, and runs a command line through Typer."""

import importlib
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from pipeline_cli import completions
from pipeline_cli.command_groups import Entry, groups
from pipeline_cli.context import Run
from pipeline_cli.i18n import t
from pipeline_cli.shell_completion import completes_shell
from pipeline_cli.typer_errors import usage_error
from pipeline_cli.typer_help import translate

HELP_NAMES = ["-h", "--help"]
INTERRUPTED = 130


class Commands(TyperGroup):
    """The group of all commands; each is imported only when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002  # Typer's own context class is private
        """Return all names, in the order of help."""
        return [name for entries in groups().values() for name in entries]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401
        """Return a command, loaded from its file."""
        if cmd_name == "demo" and ctx.resilient_parsing:  # only where a line is being completed
            from pipeline_cli.demonstration import completed_commands

            return completed_commands(ctx.obj)
        entry = next((entries[cmd_name] for entries in groups().values() if cmd_name in entries), None)
        return entry and load(cmd_name, entry)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002
        """Write the groups of help; no command is imported for it."""
        for title, entries in groups().items():
            with formatter.section(title):
                formatter.write_dl([(name, entry.help) for name, entry in entries.items()])


def load(name: str, entry: Entry) -> TyperCommand:
    """Import a command's file and return the command that Typer makes of it."""
    module = importlib.import_module(f"pipeline_cli.commands.{entry.module}")
    app = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings={"help_option_names": HELP_NAMES})
    cls = getattr(module, "COMMAND_CLASS", TyperCommand)
    app.command(name, cls=cls, help=getattr(module, "HELP", None))(getattr(module, entry.function))
    command = get_command(app)
    command.params += shared_options()
    translate(command)
    return command  # type: ignore[return-value]  # an app of one command makes one command


def option_table(name: str) -> dict[str, TyperOption]:
    """Return the options of a command by each of their names."""
    entry = next(entries[name] for entries in groups().values() if name in entries)
    options = [param for param in load(name, entry).params if isinstance(param, TyperOption)]
    return {word: option for option in options for word in (*option.opts, *option.secondary_opts)}


def shared_options() -> list[TyperOption]:
    """Return the options of every command as its help shows them; ``cli.split_settings`` reads them."""
    kept: dict[str, Any] = {"expose_value": False}
    return [
        TyperOption(param_decls=["--store"], type=str, metavar="PATH", help=t("The store to use."), **kept),
        TyperOption(
            param_decls=["--lang"],
            type=str,
            metavar="en|ja",
            help=t("The language."),
            autocompletion=lambda _ctx, _args, typed: completions.languages(typed),
            **kept,
        ),
        TyperOption(param_decls=["--json"], is_flag=True, help=t("Answer with one JSON document."), **kept),
    ]


def root(*, version: Annotated[bool, typer.Option("--version", help=t("Print the version."))] = False) -> None:
    """Keep your own sales pipeline: log a meeting, see who to call, let dead deals go."""
    if version:
        from pipeline_cli import __version__

        typer.echo(f"pipe {__version__}")
        raise typer.Exit


def run_command(run: Run, words: Sequence[str]) -> int:
    """Run a command line through Typer and return its exit code.

    Raises:
        PipeError: what the command, or Typer, refused.
    """
    if completes_shell(run, words):
        return 0
    app = typer.Typer(cls=Commands, rich_markup_mode=None, context_settings={"help_option_names": HELP_NAMES})
    app.callback(invoke_without_command=True)(root)
    command = get_command(app)
    command.params += shared_options()
    translate(command)
    try:
        code = command.main(list(words) or ["--help"], prog_name="pipe", standalone_mode=False, obj=run)
    except typer.Abort as error:  # a question answered with no, or not at all
        raise KeyboardInterrupt from error
    except SystemExit as error:  # how Typer ends where nobody reads the answer any more
        raise BrokenPipeError from error
    except typer.TyperException as error:
        raise usage_error(error, words) from error
    if code == INTERRUPTED:  # how Typer ends on Ctrl-C
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0
