"""How a date that somebody typed was understood."""

from typing import NamedTuple

from pipeline_cli.dates import When


class Reading(NamedTuple):
    """One input, and either what it means or the code of the reason why it was refused."""

    text: str
    when: When | None
    error: str | None = None
