"""What was taken back."""

from collections.abc import Sequence
from typing import Any

from rich.console import Group
from rich.text import Text

from pipeline_cli.domain.history import Undone
from pipeline_cli.domain.text import visible
from pipeline_cli.i18n import t


def undone_screen(undone: Sequence[Undone]) -> Group:
    """Lay out the entries of the history that were taken back, a line each."""
    lines = (t("Taken back: {command} {summary}", command=one.command, summary=visible(one.summary)) for one in undone)
    return Group(*(Text(f"✓ {line}") for line in lines))


def undone_json(undone: Sequence[Undone]) -> dict[str, Any]:
    """Return the entries of the history that were taken back, the newest first."""
    return {"undone": [one._asdict() for one in undone]}
