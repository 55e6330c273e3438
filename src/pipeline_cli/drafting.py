"""Keep what was typed for ``pipe log`` through an error, Ctrl-C or a failed write, and take it up again."""

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING

from pipeline_cli.context import Run
from pipeline_cli.errors import NotFoundError, PipeError
from pipeline_cli.i18n import sentences, t, use_language
from pipeline_cli.interrupts import ended_like_ctrl_c, held_back
from pipeline_cli.log_drafts import DISCARD, LIST, asks_about_drafts, show_drafts, typed_at
from pipeline_cli.services.drafts import Draft, drop_draft, keep_draft, newest_draft, newest_drafts
from pipeline_cli.start import let_go, raise_held

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline_cli.log_line import LogLine

RESUME = "--resume"
EDIT = "edit"
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
        came = let_go()
        with ended_like_ctrl_c():
            raise_held(came)
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
        run.kept = attempt.keep()
        if run.kept:
            run.say(run.kept)
        raise
    attempt.forget()
    _offer(run)
    return code


def _offer(run: Run) -> None:
    """Say which drafts still wait, once what was typed now is saved."""
    waiting = [one for one in newest_drafts(run.store.path) if not one.is_stray] if run.has_saved else []
    if len(waiting) > 1:
        run.say(t("{n} drafts wait: pipe log --drafts lists them.", n=len(waiting)))
    elif waiting:
        run.say(t("A draft of {when} waits: pipe log --resume", when=typed_at(waiting[0].at, run.now)))


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
        if draft.is_stray:
            self._run.say(t("This was typed for another store: {store}", store=draft.asked or "?"))
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
            if line.who and not self._draft:
                self._offer_draft(line, line.who)
            self.words = ask(self._run, log_line(self.words), self._hold) or []
        return bool(self.words)

    def _offer_draft(self, line: "LogLine", who: str) -> None:
        """Take up the draft that waits of the very customer, where there is one and that is agreed to."""
        from pipeline_cli.asking import ASK
        from pipeline_cli.commands.questions import confirm
        from pipeline_cli.log_drafts import draft_about

        draft = draft_about(self._run, who)
        if draft is None:
            return
        waits = t("A draft of {when} for {who} waits.", when=typed_at(draft.at, self._run.now), who=who)
        if confirm(sentences(waits, t("Go on with it?")), default=True):
            self.words = [ASK, *line._replace(who=None).words()]
            self._draft = draft
            self._merge(draft)

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
            store, typed_at_ = _store_of(self._run), self._typed_at()
            asked = "" if store else _store_asked_for(self._run)
            draft = Draft(tuple(self.words), self._run.typed, typed_at_, begun=self._run.begun, asked=asked)
            kept = keep_draft(store, draft)
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
        says_nothing = OTHERS | {LIST, DISCARD, EDIT}
        return bool(line.note or line.left_out or {option.name for option in line.options} - says_nothing)

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


def _store_asked_for(run: Run) -> str:
    """Return how the store was named that was refused, without what may be a password."""
    scheme, mark, rest = (run.settings.store or run.environ.get("PIPE_STORE", "")).partition("://")
    return f"{scheme}{mark}{rest.rpartition('@')[2]}"


def _kept(run: Run) -> str:
    """Say that there is a draft, and how to take it up; of a store that was refused, in another one."""
    import shlex

    has_store = run.settings.store and _store_of(run) is not None
    store = f" --store {shlex.quote(run.settings.store or '')}" if has_store else ""
    kept = t("What you typed is kept. Take it up with: {command}", command=f"pipe log {RESUME}{store}")
    return sentences(plain_text_warning(run), kept)


def plain_text_warning(run: Run) -> str:
    """Say what somebody who has encrypted the store does not expect of a draft; "" where it is not encrypted."""
    from pipeline_cli.store.cipher import is_encrypted

    if not is_encrypted(_store_of(run) or ""):
        return ""
    return t("The store is encrypted; a draft beside it lies in plain text until it is saved.")
