"""``pipe edit --editor``: the records in the user's editor, until they are right or given up."""

import shlex
from collections.abc import Callable

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
from pipeline_cli.commands.kept_text import SUFFIX, kept_text
from pipeline_cli.commands.questions import confirm
from pipeline_cli.context import Run
from pipeline_cli.domain.edits import Editable, Edited, Edits
from pipeline_cli.drafting import plain_text_warning
from pipeline_cli.editor import edited
from pipeline_cli.errors import NotFoundError, RefusedError, UsageError
from pipeline_cli.i18n import sentences, t
from pipeline_cli.log_drafts import typed_at
from pipeline_cli.services.edited_records import Asked, as_now, editable
from pipeline_cli.services.kept_edits import KeptEdit, drop_edit, keep_edit, kept_edit


def edit_in_editor(run: Run, asked: Asked, *, resume: bool = False) -> Edited | None:
    """Let the user change records as TOML, and save that; None where they gave it up or changed nothing.

    Args:
        run: the run.
        asked: whose records.
        resume: whether to go on with the text that could not be saved.

    Raises:
        NotFoundError: there is no such record, or nothing to go on with.
        UsageError: something is wrong with the text, and nobody is there to put it right.
        PipeError: as for every change.
    """
    records = editable(run.store.reader, asked, run.now)
    taken = _taken_up(run, records, resume=resume)
    if taken:
        records = as_now(run.store.reader, taken.meant, run.now)
    now = document_of(records)
    before = {section: fields for section, fields in taken.before.items() if section in now} if taken else now
    original = toml_text(before)
    with kept_text(run, original, _keeper(run, records, before, taken)):
        outcome = _until_right(run, records, before, taken.text if taken else original)
        if taken:
            drop_edit(taken)
        return outcome


def _until_right(run: Run, records: Editable, before: Document, text: str) -> Edited | None:
    """Open a text in the editor until what is in it is saved or given up."""
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


def _taken_up(run: Run, records: Editable, *, resume: bool) -> KeptEdit | None:
    """Return the text to go on with, where that was asked for, or is agreed to now."""
    kept = kept_edit(run.store.path, records.meant)
    if kept is None and resume:
        raise NotFoundError(t("There is no edit to resume."), hint=t("Leave --resume out to change what is on record."))
    if kept is None or resume:
        return kept
    waits = t("What you changed on {when} is not saved.", when=typed_at(kept.at, run.now))
    if run.is_interactive:
        return kept if confirm(sentences(waits, t("Go on with it?")), default=True) else None
    run.say(t("{waits} Take it up with: {command}", waits=waits, command=_command(run, records)))
    return None


def _keeper(run: Run, records: Editable, before: Document, taken: KeptEdit | None) -> Callable[[str], str]:
    """Return what keeps a text, in place of the one that was taken up, and returns the sentence that says so."""

    def keep(text: str) -> str:
        edit = KeptEdit(records.meant, before, without_marks(text), run.now.isoformat())
        if keep_edit(run.store.path, edit) is None:
            return ""
        if taken:
            drop_edit(taken)
        kept = t("What you typed is kept. Take it up with: {command}", command=_command(run, records))
        return sentences(plain_text_warning(run), kept)

    return keep


def _command(run: Run, records: Editable) -> str:
    """Return the command line that goes on with an edit."""
    who = str(records.deal.id) if records.deal else shlex.quote(records.customer.name)
    store = f" --store {shlex.quote(run.settings.store)}" if run.settings.store else ""
    return f"pipe edit {who} --editor --resume{store}"


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
