"""The way in: the options of every command, the few forms answered before Typer is loaded, errors and exit codes."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from pipeline_cli.context import Run, Settings, unbroken
from pipeline_cli.errors import NotFoundError, PipeError
from pipeline_cli.i18n import sentences, t, use_language
from pipeline_cli.start import let_go, raise_held

PRIVATE_UMASK = 0o077  # what people say in confidence is readable by its user alone
INTERRUPTED = 130
NOT_WRITTEN = 74
"""The answer could not be written: EX_IOERR of sysexits.h."""

VALUED = {"--store": "store", "--lang": "lang"}
SWITCHES = {"--json": "json", "--debug": "debug"}


def run() -> None:
    """Run the command line of this process, and end it."""
    os.umask(PRIVATE_UMASK)
    code = main(sys.argv[1:])
    # Ends the process without the clean-up of modules and objects that are gone with it anyway.
    os._exit(code)


def main(argv: Sequence[str], environ: Mapping[str, str] = os.environ) -> int:
    """Run one command line and return its exit code; errors are told on stderr, never raised."""
    settings, words = split_settings(argv)
    run = Run(settings, environ)
    try:
        _prepare_streams(settings)
        code = answer(run, words)
        _tell_first_steps(run, words)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _tell_interrupted(run)
    except BrokenPipeError:
        _close_stdout()
        return 0
    except PipeError as error:
        code = _tell(error, run)
        if isinstance(error, NotFoundError):
            _tell_first_steps(run, words)
        return code
    except Exception as error:  # noqa: BLE001  # whatever it is, the user is told without a traceback
        return _tell(_unforeseen(error, run), run)
    finally:
        run.close()
    return code


def split_settings(argv: Sequence[str]) -> tuple[Settings, list[str]]:
    """Take the options that every command has from a command line, wherever they stand before a ``--``.

    Returns:
        the options, and the rest of the line. One that lacks its value stays there, for Typer to refuse.
    """
    found: dict[str, str | bool] = {}
    rest: list[str] = []
    words = iter(argv)
    for word in words:
        name, has_value, value = word.partition("=")
        if word == "--":
            rest += [word, *words]
        elif name in VALUED:
            given = value if has_value else next(words, None)
            if given is None:
                rest.append(word)
            else:
                found[VALUED[name]] = given
        elif word in SWITCHES:
            found[SWITCHES[word]] = True
        else:
            rest.append(word)
    return Settings(**found), rest  # type: ignore[arg-type]  # each name has its own type, checked above


def answer(run: Run, words: list[str]) -> int:
    """Run the words of one command line and return its exit code.

    Raises:
        PipeError: what the command refused.
    """
    if words[:1] == ["log"]:
        from pipeline_cli.drafting import run_log

        return run_log(run, words, _run_words)
    raise_held(let_go())
    return _run_words(run, words)


def _run_words(run: Run, words: Sequence[str]) -> int:
    use_language(run.language)
    if _is_completing(run):
        from pipeline_cli.completed_line import settle_line

        settle_line(run)
    run.settle(words, is_lenient=_is_completing(run))
    if not _is_completing(run):
        from pipeline_cli.quick import quick_answer

        quick: Callable[[Run], None] | None = quick_answer(words)
        if quick:
            quick(run)
            return 0
    elif _has_named(run):
        return 0
    from pipeline_cli.tree import run_command

    return run_command(run, words)


def _has_named(run: Run) -> bool:
    """Answer a shell that asks for names; False where Typer has to find out what it asks for."""
    from pipeline_cli.quick_completion import quick_names

    names = quick_names(run)
    if names is not None:
        run.write_line(names)
    return names is not None


def _is_completing(run: Run) -> bool:
    return any(name.startswith("_PIPE_COMPLETE") for name in run.environ)


def _tell_first_steps(run: Run, words: Sequence[str]) -> None:
    """Say what to do first where a command has read a store that nobody has made; not above each shell prompt."""
    is_prompt = words[:1] == ["status"] and sys.stderr.isatty() and not sys.stdout.isatty()
    if run.has_no_store and not is_prompt and not _is_completing(run):
        from pipeline_cli.views.first_run import first_steps

        sys.stdout.flush()
        run.say(first_steps())


def _prepare_streams(settings: Settings) -> None:
    """Let no text end in a traceback: JSON is UTF-8 everywhere, the rest is replaced where a terminal can't show it."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started this
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115  # in use to the end
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            is_document = settings.json and stream is sys.stdout
            stream.reconfigure(encoding="utf-8" if is_document else None, errors="replace")


def _close_stdout() -> None:
    """Point stdout at nothing, so that flushing it at the end does not raise again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _tell(error: PipeError, run: Run) -> int:
    """Say what went wrong, and return the exit code."""
    _answer_with(error, run)
    _say(error.what, error.why, *(f"  {candidate}" for candidate in error.candidates), error.hint, error.kept)
    if run.settings.debug:
        import traceback

        traceback.print_exception(error)
    return error.exit_code


def _tell_interrupted(run: Run) -> int:
    """Say what has become of a run that was ended; where what was typed is kept, has been said already."""
    told = PipeError(run.told_end or t("Interrupted."), why=_standing(run))
    told.exit_code, told.kept = INTERRUPTED, run.kept
    _answer_with(told, run)
    _say("" if run.told_end else told.what, told.why)
    return told.exit_code


def _answer_with(error: PipeError, run: Run) -> None:
    """Let a script that asked for a document find what went wrong in one, if it has none yet."""
    with suppress(OSError):
        if run.settings.json and not run.has_answered:
            from pipeline_cli.views.error_json import error_json

            run.write_json(error_json(error))
        sys.stdout.flush()  # what was answered before the error is no less true


def _say(*lines: str) -> None:
    """Say something on stderr, a line each; whether anybody can read it changes nothing."""
    from pipeline_cli.domain.text import visible

    with suppress(OSError):
        for line in filter(None, lines):
            print(unbroken(visible(line)), file=sys.stderr)


def _standing(run: Run) -> str:
    """Say what has become of what was asked for."""
    return t("What you asked for is saved.") if run.has_saved else t("Your store is as it was.")


def _is_of_damage(error: Exception, run: Run) -> bool:
    """Tell whether a value that made no sense comes from a damaged store, not from a bug of ours."""
    import sqlite3

    if "store" not in run.__dict__ or not isinstance(error, (sqlite3.Error, ValueError, TypeError, LookupError)):
        return False
    from pipeline_cli.store.examine import examine

    run.store.close()
    return not examine(run.store.path).is_sound


def _unforeseen(error: Exception, run: Run) -> PipeError:
    """Return what an error that nobody foresaw means: a store that broke off, no room for the answer, a bug of ours."""
    import sqlite3

    from pipeline_cli.domain.system_errors import reason_of
    from pipeline_cli.store.connect import damaged_values, is_of_the_disk, store_error

    if isinstance(error, sqlite3.Error) and is_of_the_disk(error):
        told: PipeError = store_error(error, run.store.path)
    elif _is_of_damage(error, run):
        told = damaged_values(run.store.path)
    elif isinstance(error, OSError) and error.filename is None:
        told = PipeError(t("The answer could not be written."), why=f"{reason_of(error)}.")
        told.exit_code = NOT_WRITTEN
        _close_stdout()
    else:
        told = PipeError(
            t("Something went wrong inside pipe: {error}", error=f"{type(error).__name__}: {error}"),
            why=t("That is a bug of ours."),
            hint=t('Run it again with --debug and report what it says, with what "pipe info" says.'),
        )
    # An exit code other than 0 promises that nothing was changed.
    if run.has_saved:
        told.exit_code = 0
    told.why = sentences(told.why, _standing(run))
    told.__cause__ = error
    return told
