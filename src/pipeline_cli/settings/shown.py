"""A setting as it is shown: its value, and where that comes from."""

from typing import Literal, NamedTuple

from pipeline_cli.settings.problem import Problem

Origin = Literal["default", "file", "environment", "option"]


class Shown(NamedTuple):
    """A setting.

    Attributes:
        key: as it is typed.
        value: as it stands, or would stand, in the file; None where there is none.
        origin: where the value comes from.
        said_by: the variable or option that says so, where it is one.
        help: what it is for.
        choices: what can be written.
        problem: what is wrong with what the file says of it; None where nothing is.
    """

    key: str
    value: object
    origin: Origin
    said_by: str
    help: str
    choices: str
    problem: Problem | None = None

    @property
    def text(self) -> str:
        """The value as it is typed."""
        return value_text(self.value)


class ShownConfig(NamedTuple):
    """The whole configuration; the file it is in may not exist. The problems are all of that file, in its order."""

    path: str
    exists: bool
    settings: tuple[Shown, ...]
    problems: tuple[Problem, ...]


def value_text(value: object) -> str:
    """Return a value of TOML as it is typed."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
