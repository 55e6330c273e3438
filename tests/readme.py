"""The parts of the README that the program itself writes: the tour's output, every command's help, the documents."""

import json
import re
import shlex
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

Run = Callable[[list[str]], str]
"""Run the words of one command line behind ``pipe`` and return what the terminal shows."""

CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
HELP = re.compile(r"(?<=<!-- help -->\n).*?(?=<!-- end of help -->)", re.DOTALL)
DOCUMENTS = re.compile(r"(?<=<!-- documents -->\n).*?(?=<!-- end of documents -->)", re.DOTALL)
DOCUMENT = re.compile(r"^(\| `pipe (.+?)` \|) .* \|$", re.MULTILINE)
PROMPT = "$ pipe "


def environ(locale: str) -> dict[str, str]:
    """Return what the commands of a README run in; home is the folder that they are run from.

    The path to home is as long as the ``~`` that is shown for it, so that no line breaks elsewhere.
    """
    return {
        "PIPE_STORE": "pipe.db",
        "PIPE_NOW": "2026-11-18T09:30:00+09:00",
        "TZ": "Asia/Tokyo",
        "LANG": locale,
        "COLUMNS": "88",
        "HOME": ".",
    }


def at_home(text: str) -> str:
    """Return a text with paths as a shell shows them."""
    return text.replace("./.", "~/.")


def rebuilt(readme: str, run: Run, commands: list[str]) -> str:
    """Return a README whose console blocks, help and documents are what the program says now."""
    told = CONSOLE.sub(lambda block: f"```console\n{_console(block[1], run)}```", readme)
    help_texts = "".join(_help(name, run) for name in commands)
    helped = HELP.sub(lambda _: help_texts, told)
    return DOCUMENTS.sub(lambda table: DOCUMENT.sub(lambda row: _document(row, run), table[0]), helped)


def command_lines(readme: str) -> Iterator[list[str]]:
    """Yield the words of each command line of the console blocks."""
    for block in CONSOLE.finditer(readme):
        yield from (shlex.split(line)[2:] for line in block[1].splitlines() if line.startswith(PROMPT))


def shape(value: object, depth: int = 2) -> str:
    """Return the keys of a JSON value, and those of what lies in it, down to a depth; "" of a plain value.

    Keys that follow each other and hold the same share one account of it.
    """
    if isinstance(value, list):
        return f"[{shape(value[0], depth)}]" if value else "[]"
    if not isinstance(value, dict):
        return ""
    shapes = groupby(value, key=lambda key: shape(value[key], depth - 1) if depth > 1 else "")
    return f"{{{', '.join(_keys(held, list(keys)) for held, keys in shapes)}}}"


def _keys(held: str, keys: list[str]) -> str:
    return f"{', '.join(keys)}: {held}" if held else ", ".join(keys)


def _document(row: re.Match[str], run: Run) -> str:
    """Return a row of the table of documents: a command, and the keys of what it answers on the demo store."""
    answer: dict[str, Any] = json.loads(run(["demo", *shlex.split(row[2]), "--json"]).splitlines()[-1])
    return f"{row[1]} `{shape(answer)}` |"


def _console(block: str, run: Run) -> str:
    lines = [line for line in block.splitlines() if line.startswith(PROMPT)]
    return "".join(f"{line}\n{run(shlex.split(line.removeprefix(PROMPT)))}" for line in lines)


def _help(name: str, run: Run) -> str:
    return (
        f"<details><summary><code>pipe {name}</code></summary>\n\n```text\n{run([name, '--help'])}```\n\n</details>\n"
    )
