"""Texts that are shown go through one gate, those that are taken in through the other: read from the source."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

SOURCE: Final = Path(__file__).parents[1] / "src" / "pipeline_cli"

GATES: Final = frozenset(("visible", "on_a_line", "paragraphs", "stage_name"))
"""What makes a text safe to show."""

BEHIND_A_GATE: Final = frozenset(("_whole", "saved_screen", "customer", "_more_lines"))
"""Functions that do so with what they are given, or count its lines."""

TYPED: Final = re.compile(
    r"\.(customer_name|reading|company|memo|phones|emails|tags|source|owner|lost_reason|concern|note|helped|why|snippet"
    r"|summary)$|(deal|customer|who|gone|stays)\.(name|title)$"
)
"""Attributes of records that hold what people typed, or what stood in a file."""

DOCUMENTS: Final = ("_json.py", "_csv.py", "as_json.py")
"""Views that give a text back byte for byte; ``json_text`` and ``as_csv`` make their documents safe."""

GATED_LATER: Final = frozenset(
    (
        "duplicates.py:customer.reading",
        "duplicates.py:customer.company",
        "duplicates.py:pair.why",
        "found.py:hit.deal.title",
        "review.py:review.helped",
        "today.py:item.last.note",
        "today.py:item.deal.concern",
        "undone.py:one.summary",
    )
)
"""Seen by a reader: codes and lists of ours, and texts that go through a gate in the line after."""

RICH: Final = frozenset(("rich.cells", "rich.console", "rich.segment", "rich.theme", "rich.progress"))
"""What of Rich is in use: nothing that reads markup, and no ``Text``, which lets control characters through."""

SPEAKERS: Final = frozenset(
    (
        *("cli.py", "context.py", "demonstration.py", "i18n/__init__.py", "tree.py"),
        *("commands/questions.py", "commands/report.py", "commands/export.py"),
    )
)
"""Modules that write to a stream themselves; each shows texts of ours, or what went through the gate."""

WRITERS: Final = frozenset(("print", "typer.echo", "sys.stdout.write", "sys.stderr.write", "sys.stdout.buffer.write"))

MODULES: Final = sorted(SOURCE.rglob("*.py"))
VIEWS: Final = [path for path in sorted((SOURCE / "views").glob("*.py")) if not path.name.endswith(DOCUMENTS)]

Parents = dict[ast.AST, ast.AST]


def test_no_view_shows_what_people_typed_without_the_gate() -> None:
    found = {f"{path.name}:{ast.unparse(one)}" for path in VIEWS for one in ungated(ast.parse(path.read_text("utf-8")))}

    assert found <= GATED_LATER
    assert found, "the rule finds nothing at all"


@pytest.mark.parametrize(
    ("line", "is_caught"),
    [
        ("Text(deal.title)", True),
        ("f'{deal.title}'", True),
        ("t('of {who}', who=deal.customer_name)", True),
        ("on_a_line(deal.title)", False),
        ("tuple(map(visible, who.phones))", False),
        ("[on_a_line(tag) for tag in deal.tags]", False),
        ("'x' if deal.title else ''", False),
    ],
)
def test_rule_catches_what_it_should(line: str, is_caught: bool) -> None:  # noqa: FBT001
    assert bool(list(ungated(ast.parse(line)))) == is_caught


def test_nothing_of_rich_is_used_that_reads_markup_or_lets_control_characters_through() -> None:
    used = {f"{path.name}: {name}" for path in MODULES for name in rich_modules(path) if name not in RICH}

    assert used == set()


def test_only_a_few_modules_write_to_a_stream() -> None:
    assert {path.relative_to(SOURCE).as_posix() for path in MODULES if writes(path)} == SPEAKERS


def ungated(tree: ast.AST) -> Iterator[ast.Attribute]:
    """Yield what people typed where it is used, other than in JSON or to be judged, without going through a gate."""
    parents = {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and TYPED.search(ast.unparse(node)) and not is_safe(node, parents):
            yield node


def is_safe(node: ast.AST, parents: Parents) -> bool:
    """Tell whether a text goes through a gate, is only looked at, or stands in a JSON document."""
    while node in parents:
        node, child = parents[node], node
        if is_gate(node) or is_judged(node, child):
            return True
        if isinstance(node, ast.comprehension) and any(map(is_gate, ast.walk(parents[node]))):
            return True
        if isinstance(node, ast.FunctionDef):
            return node.name.endswith("json")
    return False


def is_gate(node: ast.AST) -> bool:
    """Tell whether a call is of a gate, or maps one."""
    if not isinstance(node, ast.Call):
        return False
    named = [node.func, *node.args[:1]] if ast.unparse(node.func) == "map" else [node.func]
    return any(ast.unparse(one) in GATES | BEHIND_A_GATE for one in named)


def is_judged(node: ast.AST, child: ast.AST) -> bool:
    """Tell whether a text is only compared, or asked whether there is any."""
    return isinstance(node, ast.Compare | ast.UnaryOp) or (isinstance(node, ast.IfExp | ast.If) and node.test is child)


def rich_modules(path: Path) -> Iterator[str]:
    """Yield the modules of Rich that a module imports from."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "rich":
            yield str(node.module)
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.partition(".")[0] == "rich")


def writes(path: Path) -> bool:
    """Tell whether a module writes to a stream itself."""
    calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    return any(ast.unparse(call.func) in WRITERS for call in calls)
