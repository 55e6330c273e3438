"""How a date was understood, in words, so that a mistake is seen before it is saved."""

from datetime import datetime

from pipeline_cli.dates import When, default_rules, distance, format_when, note_text
from pipeline_cli.i18n import t


def when_understood(when: When, now: datetime) -> str:
    """Return a day with its weekday, its time, how far it is, and what was assumed in reading it."""
    rules = default_rules(now)
    remarks = "".join(f" ({note_text(code, when, rules)})" for code in when.notes)
    return t("{when}, {distance}", when=format_when(when, now), distance=distance(when.on, now.date())) + remarks
