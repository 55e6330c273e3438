"""A contact that is typed and not saved yet, as the list of drafts shows it."""

from typing import NamedTuple

from pipeline_cli.domain.closing import Answers


class ListedDraft(NamedTuple):
    """One draft.

    Attributes:
        number: its place in the list.
        at: when it was typed; "" where that is not known.
        who: the customer; "" where nobody was named yet.
        answers: what was answered, the note included.
        begun: the question whose answer was interrupted, and what was typed of it; None where none was.
        typed: what else is on the command line, as it was typed.
    """

    number: int
    at: str
    who: str
    answers: Answers
    begun: tuple[str, str] | None
    typed: str
