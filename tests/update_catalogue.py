"""Bring the Japanese catalogue up to date with the source: ``python tests/update_catalogue.py``.

It adds new messages, drops those that are gone, compiles what is translated, and lists what is not. Messages that
changed a little keep their translation, marked ``fuzzy``: correct it and take the mark away.
"""

import ast
import inspect
import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from pipeline_cli.commands.kpi_trend import BY
from pipeline_cli.dates.named_periods import PERIODS
from pipeline_cli.domain.activity import KINDS
from pipeline_cli.domain.deal import IF_SOLVED, STAGES, STATES
from pipeline_cli.domain.import_report import Counts
from pipeline_cli.domain.kpi import STATUSES
from pipeline_cli.domain.next_step import CHANNELS
from pipeline_cli.domain.plain_rows import COLUMNS
from pipeline_cli.domain.tally import KINDS as TALLIED
from pipeline_cli.i18n import DOMAIN, FOLDER
from pipeline_cli.typer_help import METAVARS, TYPER_WORDS

SOURCE = Path(FOLDER).parent
PO = Path(FOLDER, "ja", "LC_MESSAGES", f"{DOMAIN}.po")
MO = PO.with_suffix(".mo")

KEYWORDS: Final[dict[str, tuple[int, ...]]] = {
    "t": (0,),
    "tn": (0, 1),
    "line": (1,),
    "lines": (1,),
    "prose": (1,),
    "one_of": (0,),
}
"""Which arguments of a function are messages. Those behind ``tn`` translate the name of a field, or of a choice."""

WORDS: Final = (
    *STAGES,
    *STATES,
    *KINDS,
    *CHANNELS,
    *IF_SOLVED,
    *TALLIED,
    *PERIODS,
    *STATUSES,
    *BY,
    *COLUMNS,
    *(column for columns in COLUMNS.values() for column in columns),
    *Counts._fields,
    *METAVARS,
    *TYPER_WORDS,
)
"""Messages that ``t`` is given by a variable."""


def source_catalogue() -> Catalog:
    """Return every message of the source, without translations."""
    found = Catalog(locale="ja")
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, (ast.Call, ast.FunctionDef)) and (message := _message(node, path)):
                found.add(message, locations=[(path.relative_to(SOURCE).as_posix(), node.lineno)])
    for word in WORDS:
        found.add(word)
    return found


def _message(node: ast.Call | ast.FunctionDef, path: Path) -> str | tuple[str, ...]:
    """Return the message that a call is given, or the docstring that help shows of a command; "" where it is none."""
    if isinstance(node, ast.FunctionDef):
        return inspect.cleandoc(ast.get_docstring(node) or "") if _is_command(node, path) else ""
    places = KEYWORDS.get(ast.unparse(node.func).rpartition(".")[2], ())
    given = [node.args[place] for place in places if place < len(node.args)]
    texts = tuple(one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str))
    if not texts or len(texts) < len(places):
        return ""
    return texts if len(texts) > 1 else texts[0]


def _is_command(node: ast.FunctionDef, path: Path) -> bool:
    is_of_typer = any(ast.unparse(argument.annotation or node) == "typer.Context" for argument in node.args.args)
    is_named = path.parent.name == "commands" and is_of_typer and not node.name.startswith("_")
    return is_named or (path.name == "tree.py" and node.name == "root")


def translated_catalogue() -> Catalog:
    """Return the Japanese catalogue as it is in the ``.po`` file."""
    with PO.open("rb") as file:
        return read_po(file, locale="ja", domain=DOMAIN, abort_invalid=True)


def compiled(catalogue: Catalog) -> bytes:
    """Return a catalogue as the ``.mo`` file that the program reads; what is ``fuzzy`` is left out."""
    content = BytesIO()
    write_mo(content, catalogue)
    return content.getvalue()


def is_translated(message: Message) -> bool:
    """Tell whether somebody has translated a message, and nobody has changed it since."""
    forms = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    return all(forms) and not message.fuzzy


def messages(catalogue: Catalog) -> Iterable[Message]:
    """Return the messages of a catalogue, its header left out."""
    return [message for message in catalogue if message.id]


def main() -> int:
    """Update both files and return how many messages are left to translate."""
    catalogue = translated_catalogue()
    catalogue.update(source_catalogue(), update_creation_date=False)
    with PO.open("wb") as file:
        write_po(file, catalogue, width=120, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    MO.write_bytes(compiled(catalogue))
    left = [message.id for message in messages(catalogue) if not is_translated(message)]
    print(*left, f"{len(left)} to translate in {PO}", sep="\n")
    return len(left)


if __name__ == "__main__":
    sys.exit(min(1, main()))
