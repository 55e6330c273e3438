"""The line and the JSON of ``pipe tally``."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pipeline_cli.dates import format_day
from pipeline_cli.domain.tally import DayTally
from pipeline_cli.i18n import t
from pipeline_cli.views.sheet import Line, Page, Part, Sheet, flowed, joined
from pipeline_cli.views.text import on_a_line


def tally_screen(tally: DayTally, today: date) -> Sheet:
    """Lay out the counts of a day on one line."""
    return Sheet(lambda page: _lines(tally, today, page))


def tally_json(tally: DayTally) -> dict[str, Any]:
    """Return the counts of a day, those that are 0 too."""
    return {"on": tally.on.isoformat(), "counts": dict(tally.counts)}


def _lines(tally: DayTally, today: date, page: Page) -> Iterator[Line]:
    counts: list[Part] = [(f"{on_a_line(t(kind))} {n:,}", "") for kind, n in tally.counts.items() if n]
    nothing: list[Part] = [(t("nothing tallied: pipe tally calls +20"), "")]
    day: list[Part] = [(format_day(tally.on, today), "heading"), ("  ", "")]
    yield from flowed([*day, *(joined(counts, page.signs) or nothing)], page, lines=3)
