import pytest

from deal_support import OPEN_DEAL, days_ago
from pipeline_cli.domain.staleness import ClosedCount, History, OpenDeal, rank, suggest
from support import TODAY

NO_HISTORY = History([])


DEAL = OPEN_DEAL._replace(
    deal_id=12, opened_on=days_ago(200), stage_since_on=days_ago(100), last_reached_on=days_ago(74), contacts=2
)


def reasons(deal: OpenDeal, history: History = NO_HISTORY, others: tuple[OpenDeal, ...] = ()) -> dict[str, str]:
    found = suggest([deal, *others], history, TODAY)
    return dict(next(one for one in found if one.deal_id == deal.deal_id).evidence)


def closed(days: int, won: int, lost: int, stage: str = "prospect") -> list[ClosedCount]:
    counts = [
        ClosedCount(stage, days, is_won=True, deals=won),
        ClosedCount(stage, days, is_won=False, deals=lost),
    ]
    return [count for count in counts if count.deals]


def test_silence_is_set_against_ones_own_wins() -> None:
    assert reasons(DEAL, History(closed(31, 177, 0)))["silence"] == (
        "No contact for 74 days; 95 % of your won deals were never silent longer than 31."
    )


def test_silence_is_set_against_wins_within_a_day() -> None:
    assert reasons(DEAL, History(closed(1, 50, 0)))["silence"] == (
        "No contact for 74 days; 95 % of your won deals were never silent longer than a day."
    )


def test_silence_is_set_against_the_usual_limit_where_wins_are_few() -> None:
    assert reasons(DEAL, History(closed(50, 4, 900)))["silence"] == (
        "No contact for 74 days; won deals are rarely silent longer than 33."
    )


def test_silence_alone_is_told_where_it_is_not_beyond_the_limit() -> None:
    assert reasons(DEAL._replace(moves=5), History(closed(90, 300, 0)))["silence"] == "No contact for 74 days."


@pytest.mark.parametrize(("won", "end"), [(0, "none was won."), (1, "1 was won."), (2, "2 were won.")])
def test_own_history_counts_deals_at_the_stage(won: int, end: str) -> None:
    assert reasons(DEAL, History(closed(80, won, 41 - won)))["own_history"] == (
        f"Of your 41 closed deals that came this far and were silent this long, {end}"
    )


@pytest.mark.parametrize(("won", "end"), [(0, "none was won."), (1, "1 was won."), (2, "2 were won.")])
def test_own_history_counts_all_deals_where_the_stage_has_few(won: int, end: str) -> None:
    assert reasons(DEAL, History(closed(80, won, 41 - won, "approach")))["own_history"] == (
        f"Of your 41 closed deals that were silent this long, {end}"
    )


@pytest.mark.parametrize(("won", "end"), [(0, "was not won."), (1, "was won.")])
def test_own_history_of_one_deal_is_told_as_one(won: int, end: str) -> None:
    history = History(closed(80, won, 1 - won))

    assert reasons(DEAL, history)["own_history"] == f"Your one closed deal that was silent this long {end}"


def test_own_history_says_where_nobody_was_ever_as_silent() -> None:
    assert reasons(DEAL, History(closed(20, 100, 200)))["own_history"] == (
        "None of your 300 closed deals was ever silent this long."
    )


@pytest.mark.parametrize(
    ("deals", "text"),
    [
        (0, "No closed deals so far: this leans on the usual figures."),
        (1, "Only 1 closed deal so far: this leans on the usual figures."),
        (4, "Only 4 closed deals so far: this leans on the usual figures."),
    ],
)
def test_little_history_is_told(deals: int, text: str) -> None:
    assert reasons(DEAL, History(closed(5, 0, deals)))["little_history"] == text


def test_little_history_is_not_told_from_twenty_deals() -> None:
    assert "little_history" not in reasons(DEAL, History(closed(5, 0, 20)))


@pytest.mark.parametrize(
    ("known", "code", "text"),
    [
        ({"decides_on": days_ago(1)}, "decision_passed", "The decision date passed 1 day ago."),
        ({"decides_on": days_ago(12)}, "decision_passed", "The decision date passed 12 days ago."),
        ({"decides_on": days_ago(-90)}, "decision_ahead", "They decide in 90 days."),
        ({"moves": 1}, "moves", "The next step was pushed once."),
        ({"moves": 3}, "moves", "The next step was pushed 3 times."),
        ({}, "no_next_step", "No next step is set."),
        ({"due_on": days_ago(1)}, "overdue", "The next step is 1 day overdue."),
        ({"due_on": days_ago(9)}, "overdue", "The next step is 9 days overdue."),
        ({"contacts": 0}, "never_reached", "No conversation with them is on record."),
        ({"attempts": 1}, "unanswered", "1 try has had no answer."),
        ({"attempts": 4}, "unanswered", "4 tries have had no answer."),
    ],
)
def test_what_the_deal_says_is_told_in_words_and_figures(known: dict[str, object], code: str, text: str) -> None:
    deal = DEAL._replace(**known)  # type: ignore[arg-type]  # each case says what it means

    assert reasons(deal)[code] == text


def test_waiting_is_shown_as_what_it_is() -> None:
    waiting = DEAL._replace(follow_up="waiting", last_reached_on=days_ago(20))

    assert reasons(waiting)["waiting"] == ("They said they would be in touch 20 days ago; no next step is set.")
    assert "no_next_step" not in reasons(waiting)


@pytest.mark.parametrize(("days", "when"), [(0, "today"), (1, "in 1 day"), (2, "in 2 days")])
def test_an_own_plan_is_told_apart_from_an_agreed_one(days: int, when: str) -> None:
    pushed = DEAL._replace(moves=4, due_on=days_ago(-days), follow_up="planned")

    assert reasons(pushed)["own_plan"] == (f"The next step {when} is your own plan; they have not agreed to it.")


def test_value_is_told_where_it_is_why_to_reconnect() -> None:
    usual = tuple(DEAL._replace(deal_id=number, value_minor=100) for number in range(20, 26))
    valuable = DEAL._replace(value_minor=320, contacts=7)

    assert reasons(valuable, others=usual)["high_value"] == (
        "Worth 3.2 times your usual open deal, and you spoke 7 times."
    )
    assert "high_value" not in reasons(usual[0], others=usual)


def test_evidence_begins_with_silence_and_names_no_reason_twice() -> None:
    everything = DEAL._replace(moves=3, attempts=2, follow_up="waiting", decides_on=days_ago(30), contacts=0)
    codes = [code for code, _ in suggest([everything], NO_HISTORY, TODAY)[0].evidence]

    assert codes[:2] == ["silence", "little_history"]
    assert len(codes) == len(set(codes)) == 7


def test_evidence_scolds_nobody() -> None:
    everything = DEAL._replace(moves=9, attempts=9, contacts=0, decides_on=days_ago(300))
    texts = " ".join(reasons(everything).values()).casefold()

    assert not [word for word in ("neglect", "fail", "forgot", "should") if word in texts]


def test_ranking_alone_writes_no_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("pipeline_cli.domain.staleness_evidence.t")
    monkeypatch.delattr("pipeline_cli.domain.staleness_evidence.tn")

    assert len(rank([DEAL], NO_HISTORY, TODAY)) == 1
