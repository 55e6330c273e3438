"""``pipe prune`` on a terminal: one deal at a time, a key each, and everything saved in one go at the end."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final, NamedTuple

from pipeline_cli.context import Run
from pipeline_cli.dates import add_working_days, default_rules, format_when, parse_when
from pipeline_cli.domain.next_step import Due
from pipeline_cli.domain.pruning import Decided, Decision
from pipeline_cli.domain.staleness import Freed
from pipeline_cli.domain.text import taken_in_line, visible
from pipeline_cli.domain.triage import Triage, TriageCard, still_good
from pipeline_cli.errors import PipeError, UsageError
from pipeline_cli.i18n import sentences, t, tn
from pipeline_cli.interrupts import ended_like_ctrl_c
from pipeline_cli.prompts.key_screen import show_pages
from pipeline_cli.prompts.terminal import imported_meanwhile
from pipeline_cli.services.suggest_pruning import LET_GO, freed_by
from pipeline_cli.services.triage import Suggested, customers_of, deals_now, suggested, triage_card
from pipeline_cli.services.triage_journal import Journal, drop_journal, read_journal, write_journal
from pipeline_cli.views.sheet import Line, Page, flowed
from pipeline_cli.views.text import ASCII_SIGNS, SIGNS
from pipeline_cli.views.triage import End, card_lines, decision_text, end_lines, end_screen, help_lines, keys_lines
from pipeline_cli.views.understood import when_understood

SAVED_WITH: Final = ("enter", "q")


class Question(NamedTuple):
    """A line that a key asks for: what becomes of the deal, how it is put, and what Enter alone means."""

    action: str
    text: str
    default: str = ""


class TriagePages:
    """The pages of one run through suggestions, whatever shows them.

    Attributes:
        triage: what is decided so far.
        is_done: whether the run is over: what was decided is to be saved.
    """

    def __init__(self, run: Run, suggestions: Suggested, journal: Journal | None = None) -> None:
        self._run = run
        self._suggestions = suggestions
        self._message = ""
        self._asked: Question | None = None
        self._typed = ""
        self._is_help = False
        self._cards: dict[int, TriageCard] = {}
        self.is_done = False
        self.triage = Triage(suggestions.order)
        if journal:
            self._take_up(journal)

    @property
    def question(self) -> str:
        """What a line is asked for; "" where a key is."""
        return self._asked.text if self._asked else ""

    def body(self, page: Page, rows: int) -> Iterable[Line]:
        """Return the card of the present deal, the help, or what was decided once nothing is left."""
        if self._is_help:
            return help_lines(page)
        deal, now = self.triage.current, self._run.now
        if deal is None:
            return end_lines(self._end(), self.triage, now, page)
        return card_lines(self._card(deal), self.triage, now, page, rows)

    def note(self, page: Page) -> Iterable[Line]:
        """Return what a line is asked for, or what was done last."""
        if self._asked:
            yield from flowed([(self._asked.text, "heading"), (f"  {t('Esc goes back')}", "aside")], page, lines=3)
        elif not self._is_help:
            yield from flowed([(self._message, "good")], page, lines=3)

    def foot(self, page: Page) -> Iterable[Line]:
        """Return how what is typed is understood, or the keys."""
        if self._asked:
            yield from flowed([(self._remark(), "aside")], page, lines=3)
        elif not self._is_help:
            yield from keys_lines(page, is_end=self.triage.current is None)

    def press(self, key: str) -> None:
        """Take a key."""
        if self._is_help:
            self._is_help = False
        elif key == "?":
            self._is_help = True
        elif key == "u":
            self._undo()
        elif self.triage.current is None:
            self.is_done = key in SAVED_WITH
        elif key == "q":
            self.is_done = True
        else:
            self._decide_by(key, self.triage.current)

    def typing(self, text: str) -> None:
        """Take notice of what is typed so far."""
        self._typed = text

    def answer(self, text: str) -> None:
        """Take the line that was asked for; one that can't be read leaves the question where it is."""
        deal, asked = self.triage.current, self._asked
        if deal is None or asked is None:
            return
        try:
            decision = self._decision(deal, asked, text.strip() or asked.default)
        except UsageError:
            return  # the remark says why
        self._asked = None
        self._decide(decision)

    def drop(self) -> None:
        """Take back the question for a line."""
        self._asked = None

    def _decide_by(self, key: str, deal: int) -> None:
        """Decide on a deal, or ask for what the decision needs; another key does nothing."""
        actions = {"l": "close", "w": "won", "k": "keep"}
        if key in actions:
            self._decide(Decision(deal, actions[key]))
            return
        self._asked = {
            "r": Question("close", t("Why is it let go?")),
            "a": Question("ask", t("When do you ask them?"), self._working_day("tomorrow")),
            "p": Question("park", t("Until when?"), self._working_day("+3mo")),
        }.get(key)

    def _working_day(self, text: str) -> str:
        """Return a day, or the first working day behind it."""
        day = parse_when(text, now=self._run.now).on - timedelta(days=1)
        return add_working_days(day, 1, default_rules()).isoformat()

    def _decision(self, deal: int, asked: Question, text: str) -> Decision:
        """Return what a line decides.

        Raises:
            UsageError: it can't be read, or is a day that has gone by.
        """
        if asked.action == "close":
            return Decision(deal, "close", reason=taken_in_line(text, field=t("reason"), required=True))
        when = parse_when(text, now=self._run.now, looking="ahead")
        first = self._run.today if asked.action == "ask" else self._run.today + timedelta(days=1)
        if when.on < first or (when.at and when.at < self._run.now):
            raise UsageError(t("{when} is not to come.", when=format_when(when, self._run.now)))
        if asked.action == "park":
            return Decision(deal, "park", until=when.on)
        return Decision(deal, "ask", due=Due(when.on, when.at))

    def _remark(self) -> str:
        """Return how what is typed would be understood, or why it can't be."""
        asked, deal = self._asked, self.triage.current
        if asked is None or deal is None:
            return ""
        text = self._typed.strip() or asked.default
        try:
            decision = self._decision(deal, asked, text) if text else None
        except UsageError as error:
            return visible(sentences(error.what, error.hint))
        if asked.action == "close":
            return "" if text else t("A few words. To let it go without: Esc, then l.")
        if decision is None:
            return ""
        return f"→ {when_understood(parse_when(text, now=self._run.now, looking='ahead'), self._run.now)}"

    def _decide(self, decision: Decision) -> None:
        self.triage = self.triage.with_decision(decision)
        self._message = f"✓ {self._told(decision)}"
        self._write_down()

    def _undo(self) -> None:
        if not self.triage.decided:
            self._message = t("There is nothing to take back.")
            return
        last = self.triage.decided[-1]
        self.triage = self.triage.undone()
        self._message = t("Taken back: {decision}", decision=self._told(last))
        self._write_down()

    def _write_down(self) -> None:
        if not write_journal(self._run.store.path, self.triage.decided, self._run.now):
            self._message += "  " + t("(It can't be kept in a file: quit with q to save.)")

    def _take_up(self, journal: Journal) -> None:
        """Take up an interrupted run, as far as it still fits."""
        good = still_good(journal.decisions, self._suggestions.verdicts, self._run.today)
        order = dict.fromkeys((*self.triage.order, *(one.deal for one in good)))
        self.triage = Triage(tuple(order), good)
        words = [tn("One decision of before is taken up.", "{n} decisions of before are taken up.", len(good))]
        left_out = len(journal.decisions) - len(good)
        if left_out:
            changed = tn(
                "One is left out, as its deal has changed.",
                "{n} are left out, as their deals have changed.",
                left_out,
            )
            words.append(changed)
        self._message = sentences(*words)

    def _told(self, decision: Decision) -> str:
        return decision_text(decision, self._card(decision.deal).suggested.deal.customer_name, self._run.now)

    def _card(self, deal: int) -> TriageCard:
        if deal not in self._cards:
            self._cards[deal] = triage_card(self._run.store.reader, self._suggestions, deal, self._run.now)
        return self._cards[deal]

    def _end(self) -> End:
        """Return what the decisions come to, before they are saved."""
        gone = [self._suggestions.verdicts[one.deal] for one in self.triage.decided if one.action in LET_GO]
        return end_of(self._run, self.triage, freed_by(self._run.store.reader, gone, self._suggestions.judged.chasing))


def end_of(run: Run, triage: Triage, given_back: Freed, done: Decided | None = None) -> End:
    """Return what a run has come to."""
    names: Mapping[int, str] = customers_of(run.store.reader, [one.deal for one in triage.decided], run.now)
    if done is None:
        return End(triage.decided, names, given_back, None, None, triage.left)
    decided = tuple(one for one in triage.decided if one.deal in done.deals)
    skipped = deals_now(run.store.reader, [one.deal for one in triage.decided if one.deal not in done.deals], run.now)
    return End(decided, names, given_back, done.before, done.after, triage.left, skipped)


def go_through(run: Run, *, limit: int = 0) -> bool:
    """Go through the suggestions on the terminal and save what was decided; False where there are none.

    Raises:
        KeyboardInterrupt: Ctrl-C, Ctrl-D, or a terminal that went away; what was decided waits in the journal.
    """
    suggestions, journal = (
        suggested(run.store.reader, run.now, limit=limit, hour_worth=run.config.hour_worth),
        read_journal(run.store.path),
    )
    if not suggestions.verdicts:
        drop_journal(run.store.path)  # whatever was decided, those deals have changed since
        return False
    pages = TriagePages(run, suggestions, journal)
    is_ascii = run.console.options.ascii_only
    try:
        with ended_like_ctrl_c(), imported_meanwhile("pipeline_cli.services.prune_deals"):
            show_pages(pages, ASCII_SIGNS if is_ascii else SIGNS)
    except KeyboardInterrupt:
        if pages.triage.decided:
            run.say(waiting_text(len(pages.triage.decided)))
        raise
    _save(run, pages.triage, suggestions)
    return True


def waiting_text(count: int) -> str:
    """Return what is said of decisions that are not saved yet."""
    return tn(
        "One decision waits to be saved: pipe prune takes it up.",
        "{n} decisions wait to be saved: pipe prune takes them up.",
        count,
    )


def _save(run: Run, triage: Triage, suggestions: Suggested) -> None:
    """Carry out what was decided, as one change."""
    from pipeline_cli.services.prune_deals import prune_deals  # SQLModel, for a writing run only

    if not triage.decided:
        drop_journal(run.store.path)
        run.say(t("Nothing was decided, and nothing has changed."))
        return
    try:
        pruning = prune_deals(
            run.store, triage.decided, run.now, limit=1, chasing=suggestions.judged.chasing, skips_decided=True
        )
    except PipeError as error:
        error.kept = waiting_text(len(triage.decided))
        raise
    drop_journal(run.store.path)
    run.console.print(end_screen(end_of(run, triage, pruning.freed, pruning.decided), run.now))
