"""Keep what was typed for ``pipe log`` through an error, Ctrl-C or a failed write, and take it up again."""

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING

from pipeline_cli.context import Run
from pipeline_cli.errors import NotFoundError, PipeError
from pipeline_cli.i18n import t, use_language
from pipeline_cli.interrupts import ended_like_ctrl_c, held_back
from pipeline_cli.log_drafts import DISCARD, LIST, asks_about_drafts, show_drafts, typed_at
from pipeline_cli.services.drafts import Draft, drop_draft, keep_draft, newest_draft, newest_drafts

if TYPE_CHECKING:
    from collections.abc import Callable

RESUME = "--resume"
STDIN = "-"


def run_log(run: Run, words: Sequence[str], run_command: "Callable[[Run, Sequence[str]], int]") -> int:
    """Run ``pipe log``; where it does not come about, keep what was typed as a draft and say so.

    Args:
        run: the run; what its command reads from the editor or stdin is in ``run.typed``.
        words: the command line, ``log`` first.
        run_command: what runs a command line.
    """
    attempt = _Attempt(run, words[1:])
    try:
        with ended_like_ctrl_c():
            use_language(run.language)
            run.settle(words)
            if asks_about_drafts(words[1:]):
                return show_drafts(run, words[1:])
            attempt.take_up()
            if not attempt.ask():
                return 0
            code = run_command(run, ["log", *attempt.words])
    except PipeError as error:
        attempt.read_on()
        error.kept = attempt.keep()
        raise
    except BaseException:  # Ctrl-C and our own bugs as well: a note is never lost
        kept = attempt.keep()
        if kept:
            run.say(kept)
        raise
    attempt.forget()
    _offer(run)
    return code


def _offer(run: Run) -> None:
    """Say which drafts still wait, once what was typed now is saved."""
    waiting = newest_drafts(run.store.path) if run.has_saved else []
    if len(waiting) > 1:
        run.say(t("{n} drafts wait: pipe log --drafts lists them.", n=len(waiting)))
    elif waiting:
        run.say(t("A draft of {when} waits: pipe log --resume", when=typed_at(waiting[0], run.now)))


def read_stdin(run: Run) -> str:
    """Read a note to its end and return it; what was read is kept for a draft even where Ctrl-C ends it."""
    lines: list[str] = []
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")  # the gate refuses what is no UTF-8, and the draft keeps it
    try:
        lines.extend(sys.stdin or ())
    finally:
        run.typed = "".join(lines).rstrip("\n")
    return run.typed


class _Attempt:
    """One try to log what was typed, now or in the draft that is taken up."""

    def __init__(self, run: Run, words: Sequence[str]) -> None:
        self.words = list(words)
        self._run = run
        self._draft: Draft | None = None
        self._is_untouched = False  # the draft stays as it is

    def take_up(self) -> None:
        """Add the newest draft to the words where that is asked for.

        Raises:
            NotFoundError: there is none.
        """
        end = self.words.index("--") if "--" in self.words else len(self.words)
        if RESUME not in self.words[:end]:
            return
        self.words = [word for at, word in enumerate(self.words) if at >= end or word != RESUME]
        draft = newest_draft(self._run.store.path)
        if draft is None:
            raise NotFoundError(t("There is no draft to resume."), hint=t("Every note that you logged was saved."))
        self._draft = draft
        self._merge(draft)

    def _merge(self, draft: Draft) -> None:
        from pipeline_cli.log_line import log_line

        old, new = log_line(draft.words), log_line(self.words)
        if new.left_out:  # Typer refuses it, or shows help; which of the words belong to it, nobody knows
            self.words, self._is_untouched = list(new.left_out), True
            return
        line = old.with_added(new)
        self._run.typed = None if new.has_note else draft.note
        self._run.begun = draft.begun
        self.words = line.words(at=draft.at)
        if old.left_out:
            self._run.say(t("Left out, as there is no such option: {words}", words=" ".join(old.left_out)))

    def ask(self) -> bool:
        """Ask the closing questions where the line leaves that open; False where nothing was answered."""
        if not self._run.is_interactive:
            return True
        from pipeline_cli.asking import ask, asks
        from pipeline_cli.log_line import log_line

        line = log_line(self.words)
        if asks(line):
            self.words = ask(self._run, line, self._hold) or []
        return bool(self.words)

    def _hold(self, words: Sequence[str]) -> None:
        self.words = list(words)

    def read_on(self) -> None:
        """Read the note that waits on stdin, where the line was refused before it could be."""
        if self._run.typed is None and STDIN in self.words and sys.stdin and not sys.stdin.isatty():
            read_stdin(self._run)

    def keep(self) -> str:
        """Keep the words and what was typed as a draft, and return the sentence that says so."""
        if self._run.has_saved or not self._has_typed():
            return ""
        if self._is_untouched:
            return _kept(self._run)
        with held_back():
            draft = Draft(tuple(self.words), self._run.typed, self._typed_at(), begun=self._run.begun)
            kept = keep_draft(_store_of(self._run), draft)
            if kept is None:
                typed = self._run.typed or " ".join(self.words)
                return t("What you typed could not be kept as a draft either. Here it is: {text}", text=typed)
            self._drop()
        return _kept(self._run)

    def _has_typed(self) -> bool:
        """Tell whether more was typed than whom it is about."""
        from pipeline_cli.asking import OTHERS
        from pipeline_cli.log_line import log_line

        if self._run.typed or self._run.begun or self._is_untouched or self._draft:
            return True
        line = log_line(self.words)
        return bool(line.note or line.left_out or {option.name for option in line.options} - OTHERS - {LIST, DISCARD})

    def forget(self) -> None:
        """Drop the draft that was taken up, once it is saved."""
        if self._run.has_saved:
            self._drop()

    def _drop(self) -> None:
        if self._draft:
            drop_draft(self._draft)

    def _typed_at(self) -> str:
        if self._draft:
            return self._draft.at
        try:
            return self._run.now.isoformat()
        except PipeError:  # the clock is what was refused
            return ""


def _store_of(run: Run) -> str | None:
    try:
        return run.store.path
    except PipeError:  # the store is what was refused
        return None


def _kept(run: Run) -> str:
    """Say that there is a draft, and how to take it up."""
    import shlex

    store = f" --store {shlex.quote(run.settings.store)}" if run.settings.store else ""
    return t("What you typed is kept. Take it up with: {command}", command=f"pipe log {RESUME}{store}")
