"""The closing questions of ``pipe log``: asked one by one, each checked at once, with a way back."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from pipeline_cli.commands.closing_checks import check, typed
from pipeline_cli.commands.inputs import name as read_name
from pipeline_cli.context import Run
from pipeline_cli.domain.closing import YES, Answers, Talk, first_open, questions
from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.text import visible
from pipeline_cli.editor import EditorFailedError, edited
from pipeline_cli.errors import NotFoundError, PipeError, UsageError
from pipeline_cli.i18n import t
from pipeline_cli.prompts.line_prompt import Asking, Line, ask_line
from pipeline_cli.prompts.terminal import InterruptedAnswer
from pipeline_cli.services.closing_talk import closing_talk, deals_to_pick
from pipeline_cli.services.likely_names import mistakable_names
from pipeline_cli.services.suggest_who import offers, recent_names
from pipeline_cli.services.who import deal_number
from pipeline_cli.views import closing as views
from pipeline_cli.views.console import console

if TYPE_CHECKING:
    from rich.console import RenderableType

Ask = Callable[[Asking], Line]
"""How a line is asked for; raises InterruptedAnswer where nobody answers any more."""


class Whom(NamedTuple):
    """Whom the user named on the command line; "" where nobody was."""

    who: str = ""
    deal: str | None = None
    is_new: bool = False


class Conversation:
    """The questions and answers of one run.

    Attributes:
        answers: the answers so far, whatever interrupts them.
        talk: whom it is about.
        is_new: whether the user said that the customer is new, whatever names are alike.
    """

    def __init__(self, run: Run, answers: Answers = Answers(), ask: Ask | None = None) -> None:  # noqa: B008  # immutable
        self.answers = answers
        self.talk = Talk("", "")
        self.is_new = False
        self._run = run
        self._ask = ask or ask_line

    def find_whom(self, named: Whom) -> None:
        """Find out whom it was with, asking as long as that is not clear."""
        while True:
            named = named if named.who else Whom(self._who(""))
            try:
                self.talk = self._found(named)
            except (NotFoundError, UsageError) as error:
                deals = deals_to_pick(self._run.store.reader, named.who, self._run.now)
                if deals:
                    named = Whom(self._picked(deals))
                else:
                    self._refuse(error)
                    named = Whom(self._who(named.who))
            else:
                return

    def ask_all(self) -> Answers:
        """Ask the questions that apply, from the first that is open, and the summary until it is confirmed."""
        self._show(views.talk_screen(self.talk, self._run.now))
        if not self.answers.is_nothing:
            self._show(views.so_far_screen(self.answers, self.talk, self._run.now))
        self._say(t("Enter skips a question, Shift-Tab or Up goes back, Ctrl-C keeps a draft."))
        at = self._first()
        while True:
            asked = questions(self.answers, self.talk)
            if at >= len(asked):
                if self.answers.is_nothing or self._is_confirmed():
                    return self.answers
                at = len(asked) - 1
            elif self._is_answered(asked[at]):
                at = questions(self.answers, self.talk).index(asked[at]) + 1
            else:
                at = max(0, at - 1)

    def _first(self) -> int:
        """Return the place of the question to begin with: the one that was interrupted, else the first that is open."""
        asked = questions(self.answers, self.talk)
        if self._run.begun and self._run.begun[0] in asked:
            return asked.index(self._run.begun[0])
        return first_open(self.answers, self.talk)

    def _who(self, default: str) -> str:
        """Ask for a name until one is given."""
        reader = self._run.store.reader
        asking = Asking(
            default=default,
            offers=lambda text: offers(reader, text),
            earlier=recent_names(reader),
        )
        self._show(views.question_screen("who", self.answers, self.talk, self._run.now))
        while True:
            text = self._ask(asking).text
            if text.strip():
                return text

    def _picked(self, deals: list[Deal]) -> str:
        """Ask which of a customer's deals it was about, until it is one of them; return its number."""
        numbers = {str(deal.id): deal.title for deal in deals}
        asking = Asking(
            offers=lambda text: [(number, title) for number, title in numbers.items() if number.startswith(text)],
            earlier=list(numbers),
        )
        self._show(views.deals_screen(deals, self._run.today))
        while True:
            number = deal_number(self._ask(asking).text)
            if str(number) in numbers:
                return str(number)
            self._show(views.refused_screen(t("It is one of these: {numbers}", numbers=", ".join(numbers))))

    def _found(self, named: Whom) -> Talk:
        """Return whom a name means; where it is new and much like another, the user decides.

        Raises:
            NotFoundError: nobody, or more than one, could be meant.
            UsageError: it is no name.
        """
        name, reader = read_name(named.who), self._run.store.reader
        talk = closing_talk(reader, name, self._run.now, deal=named.deal, is_new=named.is_new)
        alike = mistakable_names(reader, name) if talk.is_new and not named.is_new else []
        if alike and not self._is_confirmed_new(talk, alike):
            raise UsageError(t("Then it is somebody else."), hint=t("Give the name as it is written there."))
        self.is_new = named.is_new or bool(alike)
        return talk

    def _is_confirmed_new(self, talk: Talk, alike: list[str]) -> bool:
        self._say(t("{who} is new, and much like: {names}", who=talk.name, names=", ".join(alike)), "warning")
        self._show(views.question_screen("is_new", self.answers, self.talk, self._run.now))
        while True:
            try:
                return check(self._run, "agreed", self._ask(Asking()).text).value == YES
            except UsageError as error:
                self._refuse(error)

    def _is_answered(self, key: str) -> bool:
        """Ask one question until its answer can be taken; False where the user would rather go back."""
        self._show(views.question_screen(key, self.answers, self.talk, self._run.now))
        text = self._begun(key) or typed(self._run, key, self.answers.value(key))
        is_refused = False
        while True:
            line = self._line(key, text, is_refused=is_refused)
            is_refused = False
            if line.wish == "back":
                self._take(key, line.text, is_kept=False)
                return False
            if line.wish == "edit":
                text = self._edited(line.text)
            elif self._take(key, line.text):
                return True
            else:
                # A note is mended; of a short answer that can't be read, nothing is worth keeping.
                text, is_refused = line.text, key != "note"

    def _begun(self, key: str) -> str:
        """Return what was typed when the answer to a question was interrupted, once; "" where it was not."""
        begun, self._run.begun = self._run.begun, None
        return begun[1] if begun and begun[0] == key else ""

    def _line(self, key: str, text: str, *, is_refused: bool) -> Line:
        asking = Asking(
            default=text,
            is_refused=is_refused,
            remark=lambda written: self._remark(key, written),
            can_go_back=True,
            can_edit=key == "note",
        )
        try:
            return self._ask(asking)
        except InterruptedAnswer as interrupted:
            self._take(key, interrupted.text, is_kept=False)
            self._run.begun = (key, _storable(interrupted.text)) if interrupted.text.strip() else None
            raise

    def _take(self, key: str, text: str, *, is_kept: bool = True) -> bool:
        """Take an answer, and say how it was understood; False where it can't be taken.

        Args:
            key: the question.
            text: what was typed.
            is_kept: whether the user meant it to be the answer; one that was only begun is not argued about.
        """
        try:
            # What was only begun goes into a draft, which is no place to argue about a character.
            checked = check(self._run, key, text if is_kept else _storable(text))
        except UsageError as error:
            if is_kept:
                self._refuse(error)
            return False
        self.answers = self.answers.with_answer(key, checked.value)
        if is_kept and checked.shown:
            self._show(views.understood_screen(checked.shown))
        return True

    def _remark(self, key: str, text: str) -> str:
        """Return how what is typed so far would be understood; "" while it is not."""
        try:
            shown = check(self._run, key, text).shown
        except UsageError:
            return ""
        return f"→ {visible(shown)}" if shown else ""

    def _edited(self, text: str) -> str:
        """Return what was written in the editor; what was there before where that came to nothing."""
        try:
            written = edited(self._run, text)
        except EditorFailedError:
            self._run.told_end = ""  # the questions go on
            written = self._run.typed or text
        except KeyboardInterrupt:  # a signal ended it, and what was in its file is the note
            self._take("note", self._run.typed or text, is_kept=False)
            raise
        except UsageError as error:
            self._refuse(error)
            return text
        if text.strip() and not written.strip():
            self._say(t("The editor left the note empty. What you had typed is here again."), "warning")
            return text
        return written

    def _is_confirmed(self) -> bool:
        """Show everything that was answered, and ask whether to save it."""
        self._show(views.summary_screen(self.answers, self.talk, self._run.now))
        self._say(t("Enter saves it, Shift-Tab or Up goes back."))
        return self._ask(Asking(can_go_back=True)).wish != "back"

    def _refuse(self, error: PipeError) -> None:
        self._show(views.refused_screen(error.what, error.why, *error.candidates, error.hint))

    def _say(self, text: str, style: str = "aside") -> None:
        self._show(views.said_screen(text, style))

    def _show(self, screen: "RenderableType") -> None:
        """Show something in the width that the terminal has now."""
        console(self._run.environ, is_ascii=self._run.config.is_ascii).print(screen)


def _storable(text: str) -> str:
    """Return a text without what no store takes: NUL, and halves of characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
