"""``pipe import --edit-profile`` and ``--delete-profile``: what becomes of saved profiles."""

from pipeline_cli.commands.edit_document import Mistake, marked, without_marks
from pipeline_cli.commands.edit_in_editor import refuse_hopeless
from pipeline_cli.commands.kept_text import SUFFIX, kept_text
from pipeline_cli.context import Run
from pipeline_cli.editor import edited
from pipeline_cli.i18n import t
from pipeline_cli.services.import_profiles import (
    ProfileError,
    checked_profile,
    delete_profile,
    existing_profile,
    profile_source,
    save_profile,
    saved_profiles,
)
from pipeline_cli.views.import_profiles import profiles_json


def care_for_profiles(run: Run, folder: str, *, edit: str | None, delete: str | None) -> None:
    """Delete a profile, or let the user change one; with --json, what is left is listed.

    Raises:
        UsageError: the text from the editor can't be read, and nobody is there to put it right.
        NotFoundError: there is no such profile.
        StoreError: its file can't be read, written or deleted.
    """
    if delete is not None:
        run.say(t("Deleted: {path}", path=delete_profile(folder, delete)))
    if edit is not None:
        _edit(run, folder, edit)
    if run.settings.json:
        run.write_json(profiles_json(saved_profiles(folder)))


def _edit(run: Run, folder: str, name: str) -> None:
    path = existing_profile(folder, name)
    before = profile_source(path)
    with kept_text(run, before):
        text = _right_text(run, path, before)
        if text is None:
            run.say(t("Nothing was changed."))
        else:
            save_profile(folder, name, text)
            run.say(t("Saved: {path}", path=path))
        run.typed = None


def _right_text(run: Run, path: str, before: str) -> str | None:
    """Return the text that is to be saved; None where it was given up, or is as it was."""
    text = before
    while True:
        written = edited(run, text, suffix=SUFFIX)
        bare = without_marks(written)
        if not bare.strip() or bare == before.rstrip("\n"):
            return None
        try:
            checked_profile(path, bare)
        except ProfileError as error:
            mistakes = [Mistake(error.line, error.why)]
            refuse_hopeless(run, mistakes, is_same=written == text.rstrip("\n"))
            text = marked(bare, mistakes)
        else:
            return f"{bare}\n"
