"""What ``pipe import`` asks about a file that it does not understand: what its rows are, its columns, its words."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from pipeline_cli.context import Run
from pipeline_cli.domain.import_plan import FilePlan
from pipeline_cli.domain.import_profile import ImportProfile
from pipeline_cli.errors import PipeError
from pipeline_cli.i18n import t
from pipeline_cli.prompts.line_prompt import Asking, Line, ask_line
from pipeline_cli.services.import_answers import (
    DROPPED,
    Sheet,
    UnclearFileError,
    UnknownWords,
    column_meant,
    columns_offered,
    examples_of,
    table_meant,
    word_meant,
    words_offered,
)
from pipeline_cli.services.import_profiles import check_new, save_profile
from pipeline_cli.views.closing import said_screen
from pipeline_cli.views.console import console
from pipeline_cli.views.import_questions import column_question, file_screen, table_question, word_question

if TYPE_CHECKING:
    from rich.console import RenderableType


Meant = Callable[[str], str | None]
"""Return what an answer means; None where it means nothing that there is."""


class ImportQuestions:
    """The questions about one file; every one of them can be passed over with Enter."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self.is_answered = False

    def about(self, error: UnclearFileError, wanted: ImportProfile) -> ImportProfile:
        """Return what is wanted with what the user says of a file added; the same where they say nothing.

        Raises:
            KeyboardInterrupt: Ctrl-C, Ctrl-D, or a terminal that went away.
        """
        sheet = error.sheet
        self._show(file_screen(error.what, examples_of(sheet)))
        if error.unknown:
            return self._with_rules(wanted, self._words(error.unknown))
        if error.table:
            return self._with_rules(wanted, self._columns(sheet, error.table, error.targets, is_all=False))
        table = self._ask(table_question(), table_meant, columns_offered(None))
        if not table:
            return wanted
        self.is_answered = True
        return wanted._replace(table=table)

    def through_columns(self, sheet: Sheet, plan: FilePlan, wanted: ImportProfile, *, is_all: bool) -> ImportProfile:
        """Return what is wanted, and what the user says of a file's columns: of all, or of those not understood."""
        targets = tuple((DROPPED,) if found is None else found for _, found in plan.columns)
        return self._with_rules(wanted, self._columns(sheet, plan.table, targets, is_all=is_all))

    def offer_profile(self, folder: str, wanted: ImportProfile) -> str:
        """Ask for a name to keep the answers under, and return the path of the profile; "" where it is not kept."""
        self._show(
            said_screen(t("Keep these answers for the next file like this? Type a name; Enter does not keep them."))
        )
        while name := ask_line(Asking()).text.strip():
            try:
                check_new(folder, name, may_replace=False)
                return save_profile(folder, name, wanted)
            except PipeError as error:
                self._say(error.what, "warning")
        return ""

    def _columns(self, sheet: Sheet, table: str, targets: Sequence[Sequence[str]], *, is_all: bool) -> list[str]:
        """Return a rule for each column of which something is said."""
        examples, rules = examples_of(sheet), []
        for place, header in enumerate(sheet.header):
            guess = " + ".join(targets[place])
            if guess and not is_all:
                continue
            taken = {one for other, found in enumerate(targets) if other != place for one in found}
            offered = columns_offered(table, taken)
            question = column_question(
                header, examples[header], "" if guess == DROPPED else guess, is_out=guess == DROPPED
            )
            said = self._ask(question, lambda text: column_meant(text, table), offered)
            if said and said != guess:
                rules.append(f"{header}={'' if said == DROPPED else said}")
        return rules

    def _words(self, unknown: Sequence[UnknownWords]) -> list[str]:
        """Return a rule for each word that is explained; a column with others that are not is left out."""
        rules = []
        for column in unknown:
            said = {
                word: self._ask(
                    word_question(column.header, word),
                    lambda text, target=column.target: word_meant(text, target),  # type: ignore[misc]
                    words_offered(column.target),
                )
                for word in column.words
            }
            if all(said.values()):
                rules += [f"{column.header}:{word}={ours}" for word, ours in said.items()]
            else:
                rules.append(f"{column.header}=")
        return rules

    def _ask(self, question: str, meant: Meant, offered: Iterable[tuple[str, str]]) -> str:
        """Return what is meant by an answer; "" where the question is passed over."""
        choices = list(offered)
        self._say(question, "heading")
        while answer := self._line(choices).text.strip():
            found = meant(answer)
            if found:
                return found
            known = ", ".join(name for name, _ in choices)
            self._say(t("There is no {text}. Choose one of: {known}", text=answer, known=known), "warning")
        return ""

    def _line(self, choices: Sequence[tuple[str, str]]) -> Line:
        return ask_line(Asking(offers=lambda typed: [one for one in choices if typed and one[0].startswith(typed)]))

    def _with_rules(self, wanted: ImportProfile, rules: Sequence[str]) -> ImportProfile:
        self.is_answered = self.is_answered or bool(rules)
        lefts = {rule.rpartition("=")[0] for rule in rules}
        kept = [rule for rule in wanted.maps if rule.rpartition("=")[0] not in lefts]
        return wanted._replace(maps=(*kept, *rules))

    def _say(self, text: str, style: str = "aside") -> None:
        self._show(said_screen(text, style))

    def _show(self, screen: "RenderableType") -> None:
        console(self._run.environ, is_ascii=self._run.config.is_ascii).print(screen)
