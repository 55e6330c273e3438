"""How the files of an import will be read, as the user is told before it begins."""

from collections.abc import Mapping
from typing import NamedTuple


class DateQuestion(NamedTuple):
    """Dates that can be read in several ways: where, an example, and the day that it is in each order."""

    column: str
    example: str
    readings: Mapping[str, str]


class FilePlan(NamedTuple):
    """How one file will be read.

    Attributes:
        file: its path.
        table: what it is taken for.
        is_own: whether it is the project's own CSV, in which nothing is guessed.
        encoding: how its text is encoded.
        columns: each of its columns, and which of ours it is: none for a custom field, None where it is left out.
        words: what a word in a column means: the column, the word, and ours.
        constants: what is taken where a column of ours has nothing.
        order_shown: the order of its dates, and the column and example that show it; None where none had to be found.
        question: what has to be asked of its dates, if anything.
        hidden_rows: how many rows are read that its worksheet hides.
        totals: the rows of its worksheet that are left out, since they sum up others.
        unread: the hidden worksheets of its workbook, which are not read.
        person: a column of names that says not whose they are, and what is assumed: "contact" or "owner".
    """

    file: str
    table: str
    is_own: bool
    encoding: str
    columns: tuple[tuple[str, tuple[str, ...] | None], ...]
    words: tuple[tuple[str, str, str], ...]
    constants: Mapping[str, str]
    order_shown: tuple[str, str, str] | None
    question: DateQuestion | None
    hidden_rows: int = 0
    totals: tuple[int, ...] = ()
    unread: tuple[str, ...] = ()
    person: tuple[str, str] | None = None
