"""When ``pipe log`` asks the closing questions, and the command line that their answers come to."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from pipeline_cli.context import Run
from pipeline_cli.domain.closing import NO, OPTIONS, WAITING, Answers, options_of
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.log_line import LogLine, Option

if TYPE_CHECKING:
    from pipeline_cli.commands.closing_questions import Conversation, Whom

ASK: Final = "--ask"

KEYS: Final = {key: key for key in OPTIONS} | {"next_": "own_due", "waiting": "due", "agreed": "agreed"}
"""Parameters of ``pipe log`` that answer a question, and the key of that question."""

OTHERS: Final = frozenset({"ask", "deal", "new"})
"""Parameters that say whether to ask, and about whom."""


def asks(line: LogLine) -> bool:
    """Tell whether a line asks the questions: it names nobody or somebody and says no more, or says ``--ask``."""
    if line.left_out or (line.who or "").startswith("-"):  # --help and -h, or an option that there is not
        return False
    given = {option.name for option in line.options}
    return "ask" in given or (given <= OTHERS and not line.note)


def ask(run: Run, line: LogLine, keep: Callable[[list[str]], None]) -> list[str] | None:
    """Ask the closing questions, and return the command line that the answers come to; the note is in ``run.typed``.

    Args:
        run: the run; somebody has to be there.
        line: what was given on the command line, or in a draft: questions that it answers are not asked again.
        keep: takes the command line that goes on where the questions were left; [] where nothing was answered.

    Returns:
        None where there was nothing to say.

    Raises:
        KeyboardInterrupt: Ctrl-C, Ctrl-D, or a terminal that went away.
    """
    from pipeline_cli.commands.closing_questions import Conversation, Whom
    from pipeline_cli.prompts.terminal import imported_meanwhile

    given = {option.name: _value(option) for option in line.options}
    answers, refused = answers_of(run, line, run.typed)
    for error in refused.values():
        run.say(error.what)
    conversation = Conversation(run, answers)
    named = Whom(line.who or "", given.get("deal"), "new" in given)
    rest = [word for option in line.options if option.name not in {*KEYS, *OTHERS} for word in option.words]
    try:
        with imported_meanwhile("pipeline_cli.services.log_contact"):
            conversation.find_whom(named)
            conversation.ask_all()
    except OSError as error:  # the terminal went away while something was shown
        raise KeyboardInterrupt from error
    finally:
        run.typed = conversation.answers.note or None
        is_begun = bool(rest or run.begun) or not conversation.answers.is_nothing
        keep([ASK, *rest, *_words(conversation, named)] if is_begun else [])
    if conversation.answers.is_nothing and not rest:
        run.say(t("Nothing was answered, so nothing is saved."))
        return None
    run.has_told_dates = True
    return [*rest, *_words(conversation, named)]


def answers_of(run: Run, line: LogLine, note: str | None) -> tuple[Answers, dict[Option, UsageError]]:
    """Return the answers that a line gives already, and the options that can't be read, which are asked again.

    Args:
        run: the run.
        line: the command line.
        note: the note that is not on it; None where it is.
    """
    from pipeline_cli.commands.closing_checks import check

    answers, refused = Answers(note=" ".join(line.note) if note is None else note), dict[Option, UsageError]()
    # Each answer before those that hang on it: a wait before its day, a concern before whether it decides.
    for option in sorted(line.options, key=lambda one: (one.name != WAITING, one.name == "if_solved")):
        if option.name in KEYS:
            try:
                value = check(run, KEYS[option.name], _value(option)).value
            except UsageError as error:
                refused[option] = error
            else:
                answers = answers.with_answer(KEYS[option.name], value)
    return answers, refused


def _value(option: Option) -> str:
    """Return the value of an option, as it would be typed in answer to its question."""
    if option.name == "agreed":
        return NO if option.words == ("--my-plan",) else "yes"
    if len(option.words) > 1:
        return option.words[1]
    name, _, value = option.words[0].partition("=")
    return value or name.lstrip("-")


def _words(conversation: "Conversation", named: "Whom") -> list[str]:
    """Return the command line that says the same as a conversation, the note apart.

    Whom it is about is as it was found out; as it was given where that was not found out yet.
    """
    answered = options_of(conversation.answers)
    if conversation.talk.who:
        return [*answered, *(["--new"] if conversation.is_new else []), "--", conversation.talk.who]
    deal = [] if named.deal is None else [f"--deal={named.deal}"]
    return [*answered, *deal, *(["--new"] if named.is_new else []), *(["--", named.who] if named.who else [])]
