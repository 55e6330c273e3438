"""The three counts of a shell prompt."""

from datetime import datetime

from pipeline_cli.domain.status import Status
from pipeline_cli.store.read import fetch
from pipeline_cli.store.read.days import Days, stored
from pipeline_cli.store.store import Store


def pipeline_status(store: Store, now: datetime) -> Status:
    """Return the counts as they are now."""
    day = Days(now.date(), now.date(), now.tzinfo).values()
    values = {"day": day["day"], "now": stored(now), "end": day["end"]}
    return Status(*fetch(store.reader, "status", **values)[0])
