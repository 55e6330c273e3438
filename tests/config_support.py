"""What the tests of the configuration share: a desk whose settings are written as TOML."""

from pathlib import Path
from typing import Any

from helpers import Desk
from pipeline_cli.settings.check import Checked, checked
from pipeline_cli.settings.source import source_of


class Configured(Desk):
    """A desk with a configuration of its own, in the folder that Linux has for it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.file = folder / "set" / "config.toml"
        self.environ["PIPE_CONFIG"] = str(self.file)

    def write(self, text: str) -> None:
        """Write the configuration, whatever stands in it."""
        self.file.parent.mkdir(exist_ok=True)
        self.file.write_text(text, encoding="utf-8")

    @property
    def text(self) -> str:
        """What stands in the configuration."""
        return self.file.read_text(encoding="utf-8")


def look(text: str) -> Checked:
    """Return what a configuration says."""
    return checked(source_of("config.toml", text), lambda: "JPY")


def rules(text: str) -> dict[str, Any]:
    """Return the date rules that a configuration, which is right, sets."""
    found = look(text)
    assert not found.problems
    return dict(found.config.date_rules)


def problems(text: str) -> list[tuple[int, str]]:
    """Return the lines and keys of what is wrong with a configuration."""
    return [(problem.line, problem.key) for problem in look(text).problems]
