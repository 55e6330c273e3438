"""How a date was understood: in words, or as JSON."""

from datetime import datetime
from typing import Any, Final

from pipeline_cli.dates import When, default_rules, distance, format_when, note_text
from pipeline_cli.domain.reading import Reading
from pipeline_cli.i18n import t
from pipeline_cli.views.labelled import Fact, labelled
from pipeline_cli.views.sheet import Sheet

LINES: Final = 6


def when_screen(when: When, now: datetime) -> Sheet:
    """Lay out what a date means: in words, as it is stored, and what is worth knowing of it."""
    words = {
        t("understood"): t("{when}, {distance}", when=format_when(when, now), distance=distance(when.on, now.date())),
        t("exactly"): _exactly(when),
    }
    remarks = [(t("remark"), note_text(code, when, default_rules(now))) for code in when.notes]
    facts: list[Fact] = [(label, [(text, "")], LINES) for label, text in (*words.items(), *remarks)]
    return Sheet(lambda page: labelled(facts, page))


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
