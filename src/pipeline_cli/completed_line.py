"""The line that is being completed, as the shell hands it over: its language, and its options with ``=``."""

import os
import re
from collections.abc import Mapping, Sequence
from typing import Final

from pipeline_cli.context import Run
from pipeline_cli.i18n import language_called, use_language

_LANGUAGE: Final = re.compile(r"--lang[=\s]+([\w.-]+)(?=\s)")
_AT: Final = "COMP_CWORD"
_BASH: Final = "COMP_WORDS"
_ZSH: Final = "_TYPER_COMPLETE_ARGS"


def settle_line(run: Run) -> None:
    """Speak the language that the line names, and put together what bash took apart at an ``=``."""
    line = run.environ.get(_BASH) or run.environ.get(_ZSH) or ""
    named = _LANGUAGE.search(line)
    if named and (known := language_called(named[1])):
        use_language(known)
    if _BASH in run.environ and "\n=" in line:
        changed = _without_breaks(line.split("\n"), run.environ)
        run.environ = {**run.environ, **changed}
        os.environ.update(changed)  # where Typer looks


def _without_breaks(words: Sequence[str], environ: Mapping[str, str]) -> dict[str, str]:
    """Return the line up to the cursor with ``--stage``, ``=`` and ``co`` as ``--stage`` and ``co``.

    Bash puts what is offered in the place of what stands behind the ``=`` alone.
    """
    at = environ.get(_AT, "")
    if not at.isdecimal():
        return {}
    typed = words[: int(at) + 1]
    kept = [word for before, word in zip(["", *typed], typed, strict=False) if not _is_break(before, word)]
    if _is_break(*typed[-2:]):
        kept.append("")
    return {_BASH: "\n".join(kept), _AT: str(len(kept) - 1)}


def _is_break(before: str = "", word: str = "") -> bool:
    return word == "=" and before.startswith("--")
