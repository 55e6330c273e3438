"""What a report for the sales meeting asks for beyond what other commands do."""

import sqlite3
from collections.abc import Iterable

from pipeline_cli.store.read import fetch
from pipeline_cli.store.read.chunks import in_chunks


def last_help(connection: sqlite3.Connection, deals: Iterable[int]) -> dict[int, str]:
    """Return what helped the customer of each deal last, in words, where that is noted."""
    return dict(in_chunks(connection, "report_help", deals))


def follow_ups(connection: sqlite3.Connection) -> dict[tuple[str, bool], int]:
    """Return how many open deals go on how: planned, waiting or none, and whether that is agreed."""
    rows = fetch(connection, "report_follow_ups")
    return {(follow_up, bool(agreed)): deals for follow_up, agreed, deals in rows}
