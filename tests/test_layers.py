"""Who may import whom: commands -> services -> store -> domain, and commands -> views -> domain."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline_cli

ROOT = Path(pipeline_cli.__file__).parent

LEAVES = {"dates", "errors", "i18n", "interrupts", "money", "zone"}

MAY_IMPORT = {
    "dates": {"errors", "i18n"},
    "errors": set[str](),
    "i18n": set[str](),
    "interrupts": set[str](),
    "money": {"errors", "i18n"},
    "zone": {"errors", "i18n"},
    "domain": LEAVES,
    "settings": LEAVES | {"domain"},
    "store": LEAVES | {"domain"},
    "importers": LEAVES | {"domain", "settings"},
    "exporters": LEAVES | {"domain"},
    "demo": LEAVES | {"domain"},
    "services": LEAVES | {"domain", "settings", "store", "importers", "exporters", "demo"},
    "views": LEAVES | {"domain", "settings"},
    "prompts": LEAVES | {"domain", "views"},
    "commands": LEAVES
    | {
        "domain",
        "services",
        "settings",
        "views",
        "prompts",
        "context",
        "quick",
        "drafting",
        "log_drafts",
        "editor",
        "demonstration",
        "completions",
        "man_reader",
        "manual",
    },
}
"""What each layer may import of ours. The modules at the top may import everything."""

TERMINAL = {"rich", "typer"}
HEAVY = {"sqlmodel", "sqlalchemy", "pydantic"}
WRITING = {"store/tables.py", "store/write.py"}

FILES = sorted(ROOT.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def layer_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Yield the full name of every module, or name in one, that a file imports, wherever it does."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def our_layers(path: Path) -> set[str]:
    """Return the layers of ours that a file imports."""
    parts = (name.split(".") for name in imported(path))
    return {part[1] for part in parts if part[0] == "pipeline_cli" and len(part) > 1} - {"__version__"}


def packages(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imported(path)}


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_module_imports_only_from_layers_below_its_own(path: Path) -> None:
    layer = layer_of(path)

    assert our_layers(path) <= MAY_IMPORT.get(layer, our_layers(path)) | {layer}


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_only_the_top_and_the_views_know_the_terminal(path: Path) -> None:
    below = MAY_IMPORT.keys() - {"commands"}
    may = {"views": {"rich"}}.get(layer_of(path), TERMINAL if layer_of(path) not in below else set())

    assert packages(path) & TERMINAL <= may


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_only_what_writes_imports_sqlmodel(path: Path) -> None:
    assert name_of(path) in WRITING or not packages(path) & HEAVY


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_nothing_imports_click(path: Path) -> None:
    assert "click" not in packages(path)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_only_cli_ends_the_process(path: Path) -> None:
    calls = {
        ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)
    }

    assert name_of(path) == "cli.py" or not calls & {"exit", "quit", "sys.exit", "os._exit", "os.abort", "SystemExit"}


@pytest.mark.parametrize("path", [path for path in FILES if layer_of(path) == "domain"], ids=name_of)
def test_domain_reads_no_clock_and_no_file(path: Path) -> None:
    calls = {
        ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)
    }

    assert not calls & {"open", "print", "input", "datetime.now", "date.today", "time.time", "os.environ.get"}


def test_every_file_has_a_known_place() -> None:
    top = {
        "__init__",
        "__main__",
        "asking",
        "cli",
        "command_groups",
        "completions",
        "context",
        "demonstration",
        "drafting",
        "log_drafts",
        "editor",
        "log_line",
        "man_reader",
        "manual",
        "quick",
        "completed_line",
        "quick_completion",
        "start",
    }
    terminal = {"shell_completion", "tree", "typer_errors", "typer_help"}

    assert {layer_of(path) for path in FILES} <= top | terminal | MAY_IMPORT.keys()
