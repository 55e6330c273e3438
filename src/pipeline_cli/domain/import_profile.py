"""A saved import profile: how the files of one program are read."""

from typing import NamedTuple


class ImportProfile(NamedTuple):
    """What ``pipe import`` was told of a file; None, or nothing, for what it was not told.

    Attributes:
        maps: each ``--map``.
        table: ``--as``.
        dates: ``--dates``.
        currency: ``--currency``.
        encoding: ``--encoding``.
        sheet: ``--sheet``.
    """

    maps: tuple[str, ...] = ()
    table: str | None = None
    dates: str | None = None
    currency: str | None = None
    encoding: str | None = None
    sheet: str | None = None


class SavedProfile(NamedTuple):
    """A profile in its file; ``problem`` says what is wrong with it, in which line."""

    name: str
    path: str
    holds: ImportProfile
    problem: str = ""


class SavedProfiles(NamedTuple):
    """All profiles by name, and the folder that they are in."""

    folder: str
    profiles: tuple[SavedProfile, ...]
