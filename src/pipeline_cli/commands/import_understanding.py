"""How ``pipe import`` comes to know how files are to be read: it guesses, shows what it guessed, and asks."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from pipeline_cli.commands.questions import NO, YES, chosen
from pipeline_cli.context import Run
from pipeline_cli.domain.import_profile import ImportProfile
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.services.import_answers import UnclearFileError
from pipeline_cli.services.prepare_import import (
    Preparation,
    Prepared,
    Wishes,
    ambiguous_dates,
    plan_of,
    prepare_import,
    with_order,
)
from pipeline_cli.views.import_guess import guess_lines, remark_lines

if TYPE_CHECKING:
    from pipeline_cli.commands.import_questions import ImportQuestions

COLUMNS: Final = frozenset(("c", "columns"))


class Understanding:
    """How the files of one import are read, asked for where somebody can answer.

    Attributes:
        wanted: what was said of them, on the line and in answers.
        files: the tables to import.
        has_asked: whether answers were given that are worth keeping.

    Raises:
        UsageError: something is not clear, and nobody is there to be asked, or does not want to go on.
        KeyboardInterrupt: Ctrl-C, Ctrl-D, or a terminal that went away.
    """

    def __init__(self, run: Run, paths: Sequence[str], wanted: ImportProfile, *, may_ask: bool) -> None:
        self._run = run
        self._paths = paths
        self._may_ask = may_ask and run.is_interactive
        self._asked: ImportQuestions | None = None
        self._table = wanted.table  # the one whose columns need no questions
        self.wanted = wanted
        self.files = self._settled(self._found())
        self._confirm()

    @property
    def has_asked(self) -> bool:
        """Whether the user said something of the columns or words."""
        return self._asked is not None and self._asked.is_answered

    def offer_profile(self, folder: str) -> None:
        """Offer to keep what was answered; the import is over, so that leaving here loses nothing of it."""
        try:
            path = self._questions().offer_profile(folder, self.wanted)
        except KeyboardInterrupt:
            return
        if path:
            name = os.path.splitext(os.path.basename(path))[0]
            self._run.say(t("Saved as profile {name}: {path}", name=name, path=path))

    def _found(self) -> Preparation:
        """Look at the files until it is clear what they hold."""
        found, table = self._looked_at(), self.wanted.table
        if table != self._table:  # it was asked what the rows are, so that the columns are not clear either
            self._table = table
            self._go_through_columns(found.files[0], is_all=False)
            found = self._looked_at()
        return found

    def _looked_at(self) -> Preparation:
        while True:
            wanted = self.wanted
            wishes = Wishes(wanted.maps, wanted.table, wanted.dates, wanted.encoding, wanted.sheet)
            try:
                return prepare_import(self._paths, wishes)
            except UnclearFileError as error:
                if not self._may_ask or len(self._paths) > 1:  # what is said of one would hold for all
                    raise
                self.wanted = self._questions().about(error, wanted)
                if self.wanted == wanted:
                    raise
                if error.table and not error.unknown:
                    self._table = self.wanted.table

    def _go_through_columns(self, file: Prepared, *, is_all: bool) -> None:
        self.wanted = self._questions().through_columns(file.sheet, plan_of(file), self.wanted, is_all=is_all)

    def _settled(self, found: Preparation) -> list[Prepared]:
        """Return the files with the order of their dates known."""
        for path in found.left_out:
            self._run.say(t("{path}: left out, since it can't be told what it holds", path=path))
        settled = [_with_known_dates(self._run, one) for one in found.files]
        orders = {now.dates.order for was, now in zip(found.files, settled, strict=True) if was.dates.is_open}
        if len(orders) == 1 and not self.wanted.dates:
            self.wanted = self.wanted._replace(dates=orders.pop())
        return settled

    def _confirm(self) -> None:
        """Show how files are read, and ask where something was guessed and somebody can answer."""
        while True:
            plans = [plan_of(one) for one in self.files]
            for plan in plans:
                for line in (*(() if plan.is_own else guess_lines(plan)), *remark_lines(plan)):
                    self._run.say(line)
            if all(plan.is_own for plan in plans) or not self._may_ask:
                return
            answer = _answer(can_change=len(self.files) == 1)
            if answer in YES:
                return
            if answer in NO:
                raise UsageError(
                    t("Nothing was imported."),
                    hint=t("Say what a column is with --map THEIRS=OURS, and leave it out with --map THEIRS="),
                )
            self._go_through_columns(self.files[0], is_all=True)
            self.files = self._settled(self._found())

    def _questions(self) -> "ImportQuestions":
        from pipeline_cli.commands.import_questions import ImportQuestions  # prompt_toolkit, for this alone

        self._asked = self._asked or ImportQuestions(self._run)
        return self._asked


def _answer(*, can_change: bool) -> str:
    """Return whether to import: one of YES, of NO, or of COLUMNS where columns can be gone through."""
    question = t("Import it like that?")
    choices = t("[Y/n, c goes through the columns]") if can_change else t("[Y/n]")
    known = YES | NO | (COLUMNS if can_change else frozenset())
    refusal = t("Please answer with y, n or c.") if can_change else t("Please answer with y or n.")
    return chosen(f"{question} {choices}", known, "y", refusal)


def _with_known_dates(run: Run, prepared: Prepared) -> Prepared:
    """Return a file the order of whose dates is known, asked for where somebody can answer."""
    plan = plan_of(prepared)
    if plan.question is None:
        return prepared
    error = ambiguous_dates(plan, plan.question)
    if not run.is_interactive:
        raise error
    run.say(f"{error.what}\n{error.why}")
    orders = ", ".join(plan.question.readings)
    question = t("Which is it? {orders}", orders=orders)
    refusal = t("Choose one of: {known}", known=orders)
    return with_order(prepared, chosen(f"{question}:", plan.question.readings, "", refusal))
