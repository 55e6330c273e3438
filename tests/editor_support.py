"""What the tests of the editor share: one that does as scripts say, and what it was given."""

import re
from pathlib import Path

from helpers import Desk


def editor(desk: Desk, *scripts: str) -> str:
    """Return an editor that does with its file, ``$1``, what one script after another says, a call each."""
    for number, script in enumerate(scripts):
        (desk.folder / f"call{number}").write_text(script, encoding="utf-8")
    program = desk.folder / "editor.sh"
    calls = desk.folder / "calls"
    calls.write_text("")
    program.write_text(
        f'n=$(($(wc -c < {calls})))\nprintf x >> {calls}\ncp "$1" {desk.folder}/seen$n\n. {desk.folder}/call$n\n'
    )
    return f"sh {program}"


def edited(commands: str) -> str:
    """Return a script that edits as ``sed`` does; what edits in place is another option on each platform."""
    return f"""sed '{commands}' "$1" > "$1.new"\ncat "$1.new" > "$1"\nrm "$1.new"\n"""


def replaced(old: str, new: str) -> str:
    """Return a script that replaces a line, whole, known by its beginning."""
    return edited(f"s|^{old}.*|{new}|")


def seen(desk: Desk, call: int = 0) -> str:
    """Return what the editor was given."""
    return (desk.folder / f"seen{call}").read_text(encoding="utf-8")


def kept(outcome_err: str) -> str:
    """Return the text of the file that is said to keep what was typed."""
    found = re.search(r"kept in (\S+\.toml)", outcome_err)
    assert found, outcome_err
    return Path(found[1]).read_text(encoding="utf-8")
