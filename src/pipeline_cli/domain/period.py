"""A period that is looked back on."""

from datetime import date
from typing import NamedTuple


class Period(NamedTuple):
    """Days from the first to the last, both included; open at an end that is None."""

    first: date | None = None
    last: date | None = None

    @property
    def is_always(self) -> bool:
        """Tell whether it leaves nothing out."""
        return self.first is None and self.last is None
