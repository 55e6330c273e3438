"""How a date was understood: in words, or as JSON."""

from datetime import datetime
from typing import Any

from rich.console import Group
from rich.text import Text

from pipeline_cli.dates import When, distance, format_when, note_text
from pipeline_cli.domain.reading import Reading
from pipeline_cli.i18n import t


def when_screen(when: When, now: datetime) -> Group:
    """Lay out what a date means: in words, as it is stored, and what is worth knowing of it."""
    lines = [
        (t("understood"), t("{when}, {distance}", when=format_when(when, now), distance=distance(when.on, now.date()))),
        (t("exactly"), _exactly(when)),
        *((t("remark"), note_text(code, when)) for code in when.notes),
    ]
    width = max(Text(label).cell_len for label, _ in lines)
    return Group(*(Text(f"{label}{' ' * (width - Text(label).cell_len)}  {text}") for label, text in lines))


def reading_json(reading: Reading) -> dict[str, Any]:
    """Return how a text was understood: a day, an instant with its offset, or the code of the refusal."""
    when = reading.when
    return {
        "input": reading.text,
        "ok": when is not None,
        "at": _exactly(when) if when else None,
        "all_day": when is not None and when.is_all_day,
        "notes": list(when.notes) if when else [],
        "error": reading.error,
    }


def _exactly(when: When) -> str:
    return (when.at or when.on).isoformat()
