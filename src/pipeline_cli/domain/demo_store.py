"""The demo store, as ``pipe demo`` answers with it."""

from typing import NamedTuple


class DemoStore(NamedTuple):
    """Where the demo store is, how much is in it, and whether this run has made it.

    ``gone`` is how many changes went with the store of another day.
    """

    store: str
    deals: int
    customers: int
    is_new: bool
    gone: int = 0
