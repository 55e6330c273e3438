"""Read dates as people type them, one by one, refused ones included."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from pipeline_cli.dates import DateError, DateRules, Looking, parse_when
from pipeline_cli.domain.reading import Reading


def read_dates(
    texts: Iterable[str], now: datetime, looking: Looking, rules: DateRules | None = None
) -> Iterator[Reading]:
    """Yield how each text is understood, in order; what can't be read carries the code of the reason."""
    for text in texts:
        try:
            yield Reading(text, parse_when(text, now=now, looking=looking, rules=rules))
        except DateError as error:
            yield Reading(text, None, error.code)
