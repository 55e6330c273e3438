"""The closing questions: which of them are asked, in which order, and the command line that the answers come to."""

from datetime import date
from typing import Final, NamedTuple

from pipeline_cli.domain.activity import Activity
from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.names import fold
from pipeline_cli.domain.next_step import NextStep

HEAD: Final = 2_000
"""Characters of a note that are looked at; it may have ten million."""

WAITING: Final = "waiting"
NONE: Final = "none"
"""The answer that nothing is left that they are unsure about."""

YES: Final = "yes"
NO: Final = "no"

OPTIONS: Final = {
    "concern": "--concern",
    "if_solved": "--if-solved",
    "decides": "--decides",
    "due": "--next",
    "by": "--by",
    "why": "--why",
    "helped": "--helped",
    "minutes": "--minutes",
}
"""Answers that are an option of ``pipe log`` with a value."""

_THEY_WILL_CALL: Final = (
    "in touch",
    "get back to",
    "come back to",
    "let you know",
    "let me know",
    "let us know",
    "think about it",
    "think it over",
    "call me back",
    "call us back",
    "連絡します",
    "連絡する",
    "連絡いただ",
    "連絡待ち",
    "返事待ち",
    "検討し",
    "検討する",
    "考えておき",
    "考えてみ",
)
"""How customers put that the next contact is up to them, in either language, as ``fold`` compares."""


class Talk(NamedTuple):
    """Whom the questions are about, and what is known before they are asked.

    Attributes:
        who: how the command line names them: a deal's number, or the customer's name.
        name: the customer.
        deal: the deal that it is about; None where a new one is opened.
        step: that deal's open next step.
        last: the last conversation.
        is_new: whether the customer is new.
    """

    who: str
    name: str
    deal: Deal | None = None
    step: NextStep | None = None
    last: Activity | None = None
    is_new: bool = False

    @property
    def is_closed(self) -> bool:
        """Tell whether the deal is won or lost, so that nothing about it is to come."""
        return self.deal is not None and self.deal.state in ("won", "lost")

    def standing_step(self, today: date) -> NextStep | None:
        """Return the next step that a conversation today leaves as it is: one whose day is still to come."""
        step = None if self.is_closed else self.step
        return step if step and step.due and step.due.on > today else None

    @property
    def concern(self) -> str:
        """What they were unsure about so far."""
        return self.deal.concern if self.deal else ""

    @property
    def decides_on(self) -> date | None:
        """The day they were to decide by so far."""
        return self.deal.decides_on if self.deal else None


class Answers(NamedTuple):
    """The answers so far, each as the command line takes it; "" where there is none.

    ``waiting`` and ``agreed`` are "yes" or "no"; ``due`` is the user's own date where the customer said that they
    would be in touch.
    """

    note: str = ""
    concern: str = ""
    if_solved: str = ""
    decides: str = ""
    due: str = ""
    waiting: str = ""
    by: str = ""
    why: str = ""
    agreed: str = ""
    helped: str = ""
    minutes: str = ""

    @property
    def is_nothing(self) -> bool:
        """Tell whether nothing was answered."""
        return self == Answers()

    def with_answer(self, key: str, value: str) -> "Answers":
        """Return the answers with one more, or another one, or without it where the value is ""."""
        if key == "due" and value == WAITING:
            return self._replace(due="", waiting=YES)
        if key == "due":
            return self._replace(due=value, waiting="")
        if key == "concern" and value != self.concern:  # whether they would buy was asked about the other one
            return self._replace(concern=value, if_solved="")
        return self._replace(**{"due" if key == "own_due" else key: value})

    def value(self, key: str) -> str:
        """Return the answer to a question, as it could be typed; "" where there is none."""
        if key == "due" and self.waiting:
            return WAITING
        value: str = getattr(self, "due" if key == "own_due" else key, "")
        return value


def questions(answers: Answers, talk: Talk) -> list[str]:
    """Return the questions that apply, by key and in order, to a contact answered so far."""
    if talk.is_closed:
        return ["note", "helped", "minutes"]
    has_concern = (answers.concern or talk.concern) not in ("", NONE)
    return [
        "note",
        "concern",
        *(["if_solved"] if has_concern else []),
        "decides",
        "due",
        *(["own_due"] if answers.waiting else []),
        *(["by", "why", "agreed"] if answers.due else []),
        "helped",
        "minutes",
    ]


def first_open(answers: Answers, talk: Talk) -> int:
    """Return the place of the question behind the last one that is answered."""
    answered = [at for at, key in enumerate(questions(answers, talk)) if answers.value(key)]
    return answered[-1] + 1 if answered else 0


def options_of(answers: Answers) -> list[str]:
    """Return the options of ``pipe log`` that say the same as the answers, the note apart."""
    told = {key: option for key, option in OPTIONS.items() if getattr(answers, key)}
    if not answers.due:  # what the next step is about is nothing without it
        told = {key: option for key, option in told.items() if key not in ("by", "why")}
    words = [f"{option}={getattr(answers, key)}" for key, option in told.items()]
    if answers.waiting:
        words.append("--waiting")
    if answers.due and answers.agreed == NO:
        words.append("--my-plan")
    return words


def will_call(note: str) -> bool:
    """Tell whether a note says that the customer will be in touch: a deal that nobody is working."""
    folded = fold(note[:HEAD])
    return any(words in folded for words in _THEY_WILL_CALL)
