"""``pipe config edit``: the settings in the user's editor, until they are right or given up."""

from pipeline_cli.commands.edit_document import Mistake, marked, without_marks
from pipeline_cli.commands.edit_in_editor import refuse_hopeless
from pipeline_cli.commands.kept_text import SUFFIX, kept_text
from pipeline_cli.context import Run
from pipeline_cli.editor import edited
from pipeline_cli.i18n import t
from pipeline_cli.services.change_config import problems_in, write_config
from pipeline_cli.settings.problem import Problem
from pipeline_cli.settings.source import Source, source_of
from pipeline_cli.settings.template import template
from pipeline_cli.views.config import path_json


def edit_config(run: Run, source: Source) -> None:
    """Let the user change the settings as TOML, and save them once nothing is wrong with them.

    Raises:
        UsageError: something is wrong with the text, and nobody is there to put it right.
    """
    before = template() if source.text is None else source.text
    with kept_text(run, before):
        text = _right_text(run, source.path, before)
        if text is None:
            run.say(t("Nothing was changed."))
        else:
            write_config(source.path, text)
            run.say(t("Saved: {path}", path=source.path))
        run.typed = None
    if run.settings.json:
        run.write_json(path_json(source.path, exists=text is not None or source.text is not None))


def _right_text(run: Run, path: str, before: str) -> str | None:
    """Return the text that is to be saved; None where it was given up, or is as it was."""
    text = _marked(before, path, run)
    while True:
        written = edited(run, text, suffix=SUFFIX)
        bare = without_marks(written)
        if not bare.strip() or _is_same(bare, before):
            return None
        problems = problems_in(source_of(path, f"{bare}\n"), run.usual_currency)
        if not problems:
            return f"{bare}\n"
        mistakes = [_mistake(problem) for problem in problems]
        refuse_hopeless(run, mistakes, is_same=written == text.rstrip("\n"))
        text = marked(bare, mistakes)


def _marked(text: str, path: str, run: Run) -> str:
    """Return a text with what is wrong with it already, above each line."""
    return marked(text, map(_mistake, problems_in(source_of(path, text), run.usual_currency)))


def _is_same(text: str, before: str) -> bool:
    return text == before.rstrip("\n")


def _mistake(problem: Problem) -> Mistake:
    return Mistake(problem.line, f"{problem.key}: {problem.told}" if problem.key else problem.told)
