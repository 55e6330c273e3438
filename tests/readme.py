"""The parts of the README that the program itself writes: the tour's output and every command's help."""

import re
import shlex
from collections.abc import Callable, Iterator

Run = Callable[[list[str]], str]
"""Run the words of one command line behind ``pipe`` and return what the terminal shows."""

CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
HELP = re.compile(r"(?<=<!-- help -->\n).*?(?=<!-- end of help -->)", re.DOTALL)
PROMPT = "$ pipe "


def rebuilt(readme: str, run: Run, commands: list[str]) -> str:
    """Return a README whose console blocks and help are what the program says now."""
    told = CONSOLE.sub(lambda block: f"```console\n{_console(block[1], run)}```", readme)
    help_texts = "".join(_help(name, run) for name in commands)
    return HELP.sub(lambda _: help_texts, told)


def command_lines(readme: str) -> Iterator[list[str]]:
    """Yield the words of each command line of the console blocks."""
    for block in CONSOLE.finditer(readme):
        yield from (shlex.split(line)[2:] for line in block[1].splitlines() if line.startswith(PROMPT))


def _console(block: str, run: Run) -> str:
    lines = [line for line in block.splitlines() if line.startswith(PROMPT)]
    return "".join(f"{line}\n{run(shlex.split(line.removeprefix(PROMPT)))}" for line in lines)


def _help(name: str, run: Run) -> str:
    return (
        f"<details><summary><code>pipe {name}</code></summary>\n\n```text\n{run([name, '--help'])}```\n\n</details>\n"
    )
