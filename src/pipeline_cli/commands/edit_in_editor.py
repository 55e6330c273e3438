"""``pipe edit --editor``: the records in the user's editor, until they are right or given up."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from pipeline_cli.commands.edit_document import (
    Document,
    Mistake,
    changes_in,
    document_of,
    is_emptied,
    marked,
    mistakes_of,
    toml_text,
    without_marks,
)
from pipeline_cli.commands.edit_fields import read_edits
from pipeline_cli.context import Run
from pipeline_cli.domain.edits import Editable, Edited, Edits
from pipeline_cli.editor import edited
from pipeline_cli.errors import PipeError, RefusedError, UsageError
from pipeline_cli.i18n import sentences, t
from pipeline_cli.services.drafts import folders
from pipeline_cli.services.edited_records import Asked, editable
from pipeline_cli.services.private_files import is_ours, make_private_folder, write_whole

SUFFIX = ".toml"


def edit_in_editor(run: Run, asked: Asked) -> Edited | None:
    """Let the user change records as TOML, and save that; None where they gave it up or changed nothing.

    Raises:
        UsageError: something is wrong with the text, and nobody is there to put it right.
        PipeError: as for every change.
    """
    records = editable(run.store.reader, asked, run.now)
    before = document_of(records)
    text = toml_text(before)
    with kept_as_file(run):
        while True:
            written = edited(run, text, suffix=SUFFIX)
            bare = without_marks(written)
            if is_emptied(bare):
                _give_up(run)
                return None
            outcome = _saved(run, records, bare, before)
            if not isinstance(outcome, list):
                return outcome
            refuse_hopeless(run, outcome, is_same=written == text.rstrip("\n"))
            text = marked(bare, outcome)


def _saved(run: Run, records: Editable, text: str, before: Document) -> Edited | list[Mistake] | None:
    """Save what was changed in a text, and return what that left behind; or what is wrong with it."""
    changes, mistakes = changes_in(text, before)
    if mistakes:
        return mistakes
    edits, problems = read_edits(run, changes, lambda: records.deal and records.deal.currency)
    if problems:
        return mistakes_of(problems, text)
    if edits.is_nothing:
        run.say(t("Nothing was changed."))
        return None
    return _save(run, records, edits)


def _save(run: Run, records: Editable, edits: Edits) -> Edited | list[Mistake]:
    from pipeline_cli.services.edit_records import edit_records  # SQLModel: only for a run that writes

    try:
        return edit_records(run.store, records.meant, edits, run.now)
    except RefusedError as error:
        return [Mistake(1, sentences(error.what, error.why, error.hint))]


def _give_up(run: Run) -> None:
    run.typed = None
    run.say(t("The file was left empty, so nothing was changed."))


def refuse_hopeless(run: Run, mistakes: list[Mistake], *, is_same: bool) -> None:
    """Stop where the text was left wrong as it was, or where nobody is there to put it right.

    Raises:
        UsageError: what is wrong, a line each.
    """
    if is_same or not run.is_interactive:
        told = tuple(t("line {number}: {what}", number=one.line, what=one.told) for one in mistakes)
        raise UsageError(t("The text from the editor can't be saved."), candidates=told)


@contextmanager
def kept_as_file(run: Run) -> Iterator[None]:
    """Keep the text of the editor as a file where it is not saved, and say where."""
    run.typed = None
    try:
        yield
    except PipeError as error:
        error.hint = sentences(error.hint, _keep(run))
        raise
    except BaseException:  # Ctrl-C, an editor that failed and our own bugs: what was typed is never lost
        kept = _keep(run)
        if kept:
            run.say(kept)
        raise


def _keep(run: Run) -> str:
    """Write the text down and return the sentence that says where; "" where nothing was typed or all is saved."""
    if not run.typed or run.has_saved:
        return ""
    for folder in folders(run.store.path):
        with suppress(OSError):
            make_private_folder(folder)
            if is_ours(folder):
                path = write_whole(folder, f"{run.typed}\n", prefix="edit-", suffix=SUFFIX)
                return t("What you typed is kept in {path}", path=path)
    return t("What you typed could not be kept as a draft either. Here it is: {text}", text=run.typed)
