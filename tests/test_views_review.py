"""The screen of a look back: wide and narrow, in both languages, full and empty."""

from datetime import date

import pytest
from rich.cells import cell_len

from pipeline_cli.dates.spans import Span
from pipeline_cli.dates.working_time import WorkingTime
from pipeline_cli.domain.budget import Budget
from pipeline_cli.domain.goal import DEFAULT_GOAL, Goal
from pipeline_cli.domain.kpi import KpiRow
from pipeline_cli.domain.landing import Landing
from pipeline_cli.domain.measures import Figure
from pipeline_cli.domain.plan import Plan
from pipeline_cli.domain.review import Helped, PlanStanding, Progress, Promises, Review, VerdictReached
from pipeline_cli.domain.review_suggestions import Suggestion
from pipeline_cli.i18n import use_language
from pipeline_cli.money.amount import Money
from pipeline_cli.views.review import MOST_HELPED, review_json, review_screen
from pipeline_cli.views.review_goal import goal_json, goal_screen
from support import NOW, TODAY, Golden, ago, day, render

WIDTHS = (60, 80, 120)
LANGUAGES = ("en", "ja")

CHOSEN = Progress(Goal("お役立ち", 3), done=4, wanted=9, streak_days=5, by_day=((day(-1), 3), (TODAY, 1)))
UNCHOSEN = Progress(DEFAULT_GOAL, done=0, wanted=1, streak_days=0, by_day=((TODAY, 0),))

EMPTY = Review(NOW, TODAY, TODAY, (), Promises(0, 0), 0, {}, (), {}, 0, UNCHOSEN, ())

QUARTER = Span(date(2026, 10, 1), date(2026, 12, 31))

WEEK = Review(
    now=NOW,
    first=date(2026, 11, 16),
    last=date(2026, 11, 22),
    helped=(
        Helped(1, "Aoki Printing", 1, ago(0, hour=9), "found them a carrier for the second machine", thanked=True),
        Helped(
            2,
            "株式会社みどり商会",
            None,
            ago(1),
            "納期の短い仕入れ先を紹介し、見積もりの比較表も作って渡した",
            thanked=False,
        ),
        Helped(3, "Brandt [vip]", 3, ago(2), "", thanked=True),
    ),
    promises=Promises(kept=3, due=5, open=2, overdue=1),
    moved=2,
    verdict_counts={"won": 1, "lost": 1, "parked": 11},
    verdicts=(
        VerdictReached(12, "山田工務店", "二台目", "won", ago(1), "", None, Money(1_200_000, "JPY")),
        VerdictReached(15, "Kato Foods", "", "lost", ago(2), "price", None, None),
        VerdictReached(16, "Brandt [vip]", "Website", "parked", ago(2), "", date(2027, 1, 12), None),
    ),
    minutes_by_stage={"commit": 20, "approach": 60, "prospect": 3000, "old": 95, "no_deal": 5},
    new_approaches=1240,
    progress=CHOSEN,
    suggestions=(
        Suggestion("pipe show 12", "山田工務店 was promised a word for Tue 17 Nov: it is still welcome."),
        Suggestion("pipe next 7 2026-11-19", "Brandt [vip] has no next step: agree on a day."),
        Suggestion("pipe prune", "Kato Foods was to decide 5 days ago: ask for a decision, park it or let it go."),
    ),
    quota=PlanStanding(
        Plan(1, "contracts", 9, None, *QUARTER),
        KpiRow(
            Figure("contracts", 3),
            QUARTER,
            WorkingTime(63, 33.5),
            Budget(0, "contracts", 9, None, *QUARTER),
            Landing(6, 4, 8, "forecast"),
        ),
    ),
)

DAY = WEEK._replace(first=TODAY, last=TODAY, helped=WEEK.helped[:1], verdicts=(), verdict_counts={}, quota=None)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shown", [WEEK, DAY, EMPTY], ids=["week", "day", "empty"])
def test_review_screen(golden: Golden, shown: Review, language: str, width: int) -> None:
    use_language(language)

    golden(render(review_screen(shown), width=width))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "progress",
    [CHOSEN, UNCHOSEN, CHOSEN._replace(goal=Goal("本を読む [1]", 2))],
    ids=["recorded", "unchosen", "tallied"],
)
def test_goal_screen(golden: Golden, progress: Progress, language: str) -> None:
    use_language(language)

    golden(render(goal_screen(progress), width=60))


@pytest.mark.parametrize("width", [20, 41, 60, 80, 200])
def test_review_screen_keeps_to_the_width(width: int) -> None:
    assert max(map(cell_len, render(review_screen(WEEK), width=width).splitlines())) <= width


def test_review_screen_shows_what_fits_a_screen_and_says_what_more_there_is() -> None:
    many = WEEK._replace(helped=WEEK.helped[:1] * (MOST_HELPED + 7))

    shown = render(review_screen(many), width=120)

    assert shown.count("found them a carrier") == MOST_HELPED
    assert "and 7 more: --json has them all" in shown
    assert "and 10 more: --json has them all" in shown


def test_review_screen_obeys_nothing_that_somebody_wrote() -> None:
    evil = Helped(1, "\x1b[2Jgone", 1, NOW, "\x1b]0;x\x07", thanked=True)

    assert "\x1b" not in render(review_screen(DAY._replace(helped=(evil,))), width=80)


def test_review_json_is_the_screen() -> None:
    document = review_json(WEEK)

    assert list(document) == [
        *("period", "helped", "customers_helped", "thanks", "promises", "moved", "verdicts", "minutes_by_stage"),
        *("new_approaches", "goal", "suggestions", "quota"),
    ]
    assert document["period"] == {"from": "2026-11-16", "to": "2026-11-22"}
    assert document["helped"][2] == {
        "customer": "Brandt [vip]",
        "deal": 3,
        "at": "2026-11-16T14:00:00+09:00",
        "how": "",
        "thanked": True,
    }
    assert (document["customers_helped"], document["thanks"]) == (3, 2)
    assert document["promises"] == {"kept": 3, "due": 5, "open": 2, "overdue": 1}
    assert list(document["minutes_by_stage"]) == ["approach", "prospect", "commit", "no_deal", "old"]
    assert document["suggestions"][0]["command"] == "pipe show 12"
    assert (document["quota"]["metric"], document["quota"]["actual"], document["quota"]["landing"]) == (
        "contracts",
        3,
        6,
    )


def test_review_json_tells_a_verdict() -> None:
    assert review_json(WEEK)["verdicts"][0] == {
        "deal": 12,
        "customer": "山田工務店",
        "title": "二台目",
        "verdict": "won",
        "at": "2026-11-17T14:00:00+09:00",
        "reason": "",
        "until": None,
        "value": {"minor": 1_200_000, "currency": "JPY"},
    }


def test_review_json_says_nothing_of_a_quota_that_was_not_asked_for() -> None:
    assert "quota" not in review_json(DAY)


def test_goal_json_tells_the_goal_and_its_days() -> None:
    assert goal_json(CHOSEN)["goal"] == {
        "measure": "お役立ち",
        "per_day": 3,
        "done": 4,
        "wanted": 9,
        "streak_days": 5,
        "chosen": True,
        "counted_as": "customers_helped",
        "by_day": [{"on": "2026-11-17", "done": 3}, {"on": "2026-11-18", "done": 1}],
    }
