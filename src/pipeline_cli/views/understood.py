"""How a date was understood, in words, so that a mistake is seen before it is saved."""

from datetime import datetime

from pipeline_cli.dates import When, default_rules, distance, format_when, note_text
from pipeline_cli.dates.spans import Span
from pipeline_cli.i18n import t


def span_understood(span: Span, now: datetime) -> str:
    """Return the first and the last day of a period, and how far each is."""
    first, last = (when_understood(When(day), now) for day in span)
    return first if span.is_day else t("from {first}, to {last}", first=first, last=last)


def when_understood(when: When, now: datetime) -> str:
    """Return a day with its weekday, its time, how far it is, and what was assumed in reading it."""
    rules = default_rules(now)
    remarks = "".join(f" ({note_text(code, when, rules)})" for code in when.notes)
    return t("{when}, {distance}", when=format_when(when, now), distance=distance(when.on, now.date())) + remarks
