"""The demo store, as ``pipe demo`` answers with it."""

from typing import NamedTuple


class DemoStore(NamedTuple):
    """Where the demo store is, how much is in it, and whether this run has made it."""

    store: str
    deals: int
    customers: int
    is_new: bool
