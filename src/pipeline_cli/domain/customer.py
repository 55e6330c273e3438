"""A customer: a person or company one sells to."""

from typing import NamedTuple


class Customer(NamedTuple):
    """One customer, as on their card. Texts are "" and lists empty where nothing is known."""

    id: int
    ref: str | None
    name: str
    reading: str
    company: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    tags: tuple[str, ...]
    memo: str
