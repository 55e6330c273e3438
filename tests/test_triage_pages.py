"""``pipe prune`` key by key, without a terminal."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from helpers import Desk
from pipeline_cli.commands.triage import TriagePages
from pipeline_cli.context import Run, Settings
from pipeline_cli.domain.next_step import Due
from pipeline_cli.domain.pruning import Decision
from pipeline_cli.domain.triage import Triage
from pipeline_cli.prompts.key_screen import plain_key
from pipeline_cli.services.triage import suggested
from pipeline_cli.services.triage_journal import Journal, read_journal
from pipeline_cli.views.sheet import Line, Page, width_of
from support import NOW, TODAY, TOKYO, fill_small_store

LATER = NOW + timedelta(days=120)
PAGE = Page(80)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """A run four months on, when each of the four open deals is suggested."""
    desk = Desk(tmp_path)
    desk.path.parent.mkdir()
    fill_small_store(str(desk.path))
    return Run(Settings(), {**desk.environ, "PIPE_NOW": LATER.isoformat()})


@pytest.fixture
def pages(run: Run) -> TriagePages:
    return TriagePages(run, suggested(run.store.reader, run.now))


def press(pages: TriagePages, keys: str) -> TriagePages:
    for key in keys:
        pages.press(key)
    return pages


def text_of(lines: list[Line]) -> str:
    return "\n".join("".join(text for text, _ in line) for line in lines)


def shown(pages: TriagePages) -> str:
    """Return the whole screen as text."""
    return text_of([*pages.body(PAGE, 24), *pages.note(PAGE), *pages.foot(PAGE)])


def decided(pages: TriagePages) -> list[tuple[int, str]]:
    return [(one.deal, one.action) for one in pages.triage.decided]


def at_place(pages: TriagePages, place: int) -> str:
    """Return what the card of the deal at a place of the order begins with."""
    return f"\n#{pages.triage.order[place]} "


def test_each_key_decides_on_the_deal_that_is_shown(pages: TriagePages) -> None:
    press(pages, "lwk")

    assert decided(pages) == list(zip(pages.triage.order, ("close", "won", "keep"), strict=False))
    assert at_place(pages, 3) in shown(pages)


def test_other_keys_do_nothing(pages: TriagePages) -> None:
    press(pages, "xyz19 \x1b\t山")
    pages.press("enter")

    assert (decided(pages), pages.question, pages.is_done) == ([], "", False)


def test_undo_shows_the_deal_again(pages: TriagePages) -> None:
    press(pages, "lluu")

    assert decided(pages) == []
    assert at_place(pages, 0) in shown(pages)
    assert "nothing to take back" in shown(press(pages, "u"))


def test_park_asks_until_when_and_proposes_a_working_day(pages: TriagePages) -> None:
    press(pages, "p")
    assert (pages.question, "Fri 18 Jun, in 92 days" in shown(pages)) == ("Until when?", True)
    pages.answer("")

    assert [one.until for one in pages.triage.decided] == [date(2027, 6, 18)]


def test_ask_proposes_the_next_working_day(pages: TriagePages) -> None:
    press(pages, "a")
    pages.answer("")

    assert [one.due for one in pages.triage.decided] == [Due(date(2027, 3, 19))]


def test_ask_sets_the_day_that_is_typed(pages: TriagePages) -> None:
    press(pages, "a")
    pages.typing("来週火曜 10時")
    assert "Tue 23 Mar 10:00" in shown(pages)
    pages.answer("来週火曜 10時")

    assert [one.due for one in pages.triage.decided] == [
        Due(date(2027, 3, 23), datetime(2027, 3, 23, 10, tzinfo=TOKYO))
    ]


@pytest.mark.parametrize("text", ["someday", "yesterday", "2027-03-17", "9:00 today"])
def test_ask_stays_until_a_day_to_come_is_given(pages: TriagePages, text: str) -> None:
    press(pages, "a")
    pages.answer(text)

    assert (decided(pages), pages.question) == ([], "When do you ask them?")


def test_park_until_today_is_refused(pages: TriagePages) -> None:
    press(pages, "p")
    pages.typing("today")
    pages.answer("today")

    assert decided(pages) == []
    assert "is not to come" in shown(pages)


def test_let_go_takes_a_reason_of_ones_own(pages: TriagePages) -> None:
    press(pages, "r")
    assert "A few words" in shown(pages)
    pages.answer("")
    pages.answer(" no budget ")

    assert "no budget" in text_of(list(pages.note(PAGE)))
    assert [(one.action, one.reason) for one in pages.triage.decided] == [("close", "no budget")]


def test_question_is_dropped(pages: TriagePages) -> None:
    press(pages, "p")
    pages.drop()

    assert (pages.question, decided(pages)) == ("", [])


def test_help_is_left_with_any_key_that_then_decides_nothing(pages: TriagePages) -> None:
    assert "Park it until a day" in shown(press(pages, "?"))
    assert at_place(pages, 0) in shown(press(pages, "l"))
    assert decided(pages) == []


def test_quit_ends_with_what_was_decided(pages: TriagePages) -> None:
    assert press(pages, "lq").is_done


@pytest.mark.parametrize("key", ["enter", "q"])
def test_end_is_confirmed(pages: TriagePages, key: str) -> None:
    press(pages, "llllx")
    assert ("All of them are decided" in shown(pages), pages.is_done) == (True, False)
    pages.press(key)

    assert pages.is_done


def test_end_can_be_taken_back(pages: TriagePages) -> None:
    press(pages, "llllu")

    assert at_place(pages, 3) in shown(pages)


def test_every_decision_is_in_the_journal_at_once(run: Run, pages: TriagePages) -> None:
    for keys in ("l", "w", "u", "k"):
        press(pages, keys)
        assert read_journal(run.store.path) == Journal(pages.triage.decided, run.now)


def test_interrupted_run_is_taken_up_as_far_as_it_fits(run: Run) -> None:
    kept = Journal((Decision(3, "close"), Decision(7, "close"), Decision(1, "park", until=TODAY)), NOW)
    pages = TriagePages(run, suggested(run.store.reader, run.now), kept)

    assert decided(pages) == [(3, "close")]
    assert "One decision of before is taken up. 2 are left out" in shown(pages)
    assert decided(press(pages, "u")) == []


def test_interrupted_run_is_taken_up_beyond_a_limit(run: Run) -> None:
    chosen = suggested(run.store.reader, run.now, limit=1)
    last = tuple(chosen.verdicts)[-1]
    pages = TriagePages(run, chosen, Journal((Decision(last, "keep"),), NOW))

    assert pages.triage == Triage((*chosen.order, last), (Decision(last, "keep"),))


def test_decisions_that_can_be_kept_nowhere_are_told(
    run: Run, pages: TriagePages, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(f"{run.store.path}.drafts").write_text("in the way")
    monkeypatch.setattr("tempfile.tempdir", f"{run.store.path}.drafts")

    assert "can't be kept in a file" in shown(press(pages, "l"))


@pytest.mark.parametrize("width", range(20, 40))
def test_no_page_is_wider_than_the_terminal(pages: TriagePages, width: int) -> None:
    for keys in ("", "?", "xp", "", "l", "lll"):
        press(pages, keys)
        page = Page(width)
        lines = [*pages.body(page, 10), *pages.note(page), *pages.foot(page)]
        assert max(map(width_of, lines)) <= width


@pytest.mark.parametrize("typed", ["l", "L", "ｌ", "Ｌ", "り", "リ", "ﾘ"])
def test_plain_key_is_the_one_that_was_meant(typed: str) -> None:
    assert plain_key(typed) == "l"


def test_plain_key_knows_the_vowels_of_romaji_and_leaves_the_rest() -> None:
    assert [plain_key(typed) for typed in ("あ", "う", "？", "・", "山", "", "\x1b[A")] == [
        "a",
        "u",
        "?",
        "?",
        "山",
        "",
        "\x1b[a",
    ]
