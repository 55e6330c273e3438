"""A text from the editor that could not be saved: kept, and said how to go on with it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from pipeline_cli.commands.edit_document import without_marks
from pipeline_cli.context import Run
from pipeline_cli.errors import PipeError
from pipeline_cli.i18n import t
from pipeline_cli.interrupts import ended_like_ctrl_c, held_back
from pipeline_cli.services.drafts import keep_file

SUFFIX: Final = ".toml"

Keep = Callable[[str], str]
"""Keep a text, and return the sentence that says so; "" where it can't be kept."""


@contextmanager
def kept_text(run: Run, before: str, keep: Keep | None = None) -> Iterator[None]:
    """Keep what the editor left where it is not saved, and say so; nothing where it is what there was before.

    Args:
        run: the run; what was read from the editor is in ``run.typed``.
        before: the text that was to be changed.
        keep: how it is kept; as a file for the user to look into where that is not given.
    """
    run.typed = None
    with ended_like_ctrl_c():
        try:
            yield
        except PipeError as error:
            error.kept = _kept(run, before, keep)
            raise
        except BaseException:  # Ctrl-C, an editor that failed and our own bugs: what was typed is never lost
            run.kept = _kept(run, before, keep)
            if run.kept:
                run.say(run.kept)
            raise


def _kept(run: Run, before: str, keep: Keep | None) -> str:
    """Keep the text and return the sentence that says so; "" where nothing was typed or all is saved."""
    text = run.typed
    if not text or run.has_saved or without_marks(text).rstrip("\n") == without_marks(before).rstrip("\n"):
        return ""
    with held_back():
        told = keep(text) if keep else _as_file(run, text)
    return told or t("What you typed could not be kept as a draft either. Here it is: {text}", text=text)


def _as_file(run: Run, text: str) -> str:
    path = keep_file(run.store.path, f"{text}\n", prefix="edit-", suffix=SUFFIX)
    return t("What you typed is kept in {path}", path=path) if path else ""
