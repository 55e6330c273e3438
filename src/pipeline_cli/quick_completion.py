"""Names completed behind a command, in bash and zsh, before Typer is loaded: that takes four fifths of the time."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from pipeline_cli.context import Run

COMMANDS: Final = frozenset(
    ("log", "next", "show", "edit", "merge", "move", "won", "lost", "park", "reopen", "history")
)
"""Those whose first argument is WHO."""

_TYPED: Final = re.compile(r"(?!-)[^\s\\\"'$`!=]*[^\s\\\"'$`!=\d#＃][^\s\\\"'$`!=]*|")
"""The beginning of a name that means the same to every shell, or nothing; numbers have more to be said of them."""

_HARMLESS: Final = re.compile(r"[\w .&-]+")
"""A name that stands between quotes in zsh as it is."""


def quick_names(run: Run) -> str | None:
    """Return the names that are offered, as the shell takes them; None where Typer has to find out what is meant."""
    shell = run.environ.get("_PIPE_COMPLETE", "")
    words = _words(shell, run.environ)
    if len(words) != len(("pipe", "log", "aoki")) or words[1] not in COMMANDS or not _TYPED.fullmatch(words[2]):
        return None
    from pipeline_cli.completions import Line, who

    names = [str(name) for name in who(Line(run), words[2])]
    if shell == "complete_bash":
        return "\n".join(names)
    return _for_zsh(names) if names and all(map(_HARMLESS.fullmatch, names)) else None


def _words(shell: str, environ: Mapping[str, str]) -> Sequence[str]:
    """Return the words up to the one that is being typed; none where the shell is another."""
    if shell == "complete_bash":
        words, at = environ.get("COMP_WORDS", "").split("\n"), environ.get("COMP_CWORD", "")
        return [*words, ""][: int(at) + 1] if at.isdecimal() and int(at) <= len(words) else ()
    if shell == "complete_zsh":
        return re.split(r"[ \t]+", environ.get("_TYPER_COMPLETE_ARGS", "").lstrip())
    return ()


def _for_zsh(names: Sequence[str]) -> str:
    offered = "\n".join(f'"{name}"' for name in names)
    return f"_arguments '*: :(({offered}))'"
