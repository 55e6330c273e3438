"""A share that carries its counts, so that nobody reads "33 %" where "1 of 3" is meant."""

from typing import Final, NamedTuple

ENOUGH: Final = 10
"""Cases from which a share says something: 3 of 10 may well be 1 or 5 of the next 10, and 1 of 3 anything at all."""


class Rate(NamedTuple):
    """So many hits of so many cases."""

    hits: int
    of: int

    @property
    def share(self) -> float | None:
        """Return hits / cases, 0 to 1; None where there are no cases."""
        return self.hits / self.of if self.of else None

    @property
    def is_telling(self) -> bool:
        """Tell whether there are cases enough to judge by."""
        return self.of >= ENOUGH
