"""What the tests of reports share: a whole report made by hand, and texts that try to be more than text."""

from deal_support import DEAL
from pipeline_cli.dates.spans import month_span
from pipeline_cli.dates.working_time import WorkingTime
from pipeline_cli.domain.budget import Budget
from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.kpi import Closing, KpiRow, Kpis
from pipeline_cli.domain.landing import Landing
from pipeline_cli.domain.measures import Figure
from pipeline_cli.domain.next_step import Due, NextStep
from pipeline_cli.domain.pipeline import Pipeline
from pipeline_cli.domain.pruning import Pruning, SuggestedDeal
from pipeline_cli.domain.rate import Rate
from pipeline_cli.domain.review import VerdictReached
from pipeline_cli.domain.sales_report import DealAhead, Decided, FollowUps, HonestStage, LetGo, SalesReport
from pipeline_cli.domain.silence_history import Basis
from pipeline_cli.domain.staleness import Freed, Suggestion
from pipeline_cli.domain.staleness_evidence import Evidence
from pipeline_cli.money.amount import Money
from support import NOW, ago, day

NOVEMBER = month_span(2026, 11)
TIME = WorkingTime(19, 11.5)

HOSTILE = (
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![i](http://e.example/i.png)",
    '"><img src=x onerror=alert(1)>',
    "</td></table></style>--><!--",
    "| a | b `code` **bold** _it_ ~~no~~ $x$",
    "&lt;b&gt; &#60;script&#62;",
    "http://e.example www.e.example",
    "=HYPERLINK(1)",
    "＋1+1",
    "a\u202egpj.exe\x1b[31m\n# two\n- three",
)
"""Names of customers as nobody is called who means well."""


def deal(number: int, name: str, title: str = "Second line", value: int | None = 1_200_000) -> Deal:
    return DEAL._replace(
        id=number,
        title=title,
        customer_id=number,
        customer_name=name,
        value=None if value is None else Money(value, "JPY"),
        opened_at=ago(60),
        stage_since=ago(30),
    )


def step(number: int, due: Due | None, why: str, *, agreed: bool = True) -> NextStep:
    waiting = due is None
    return NextStep(number, number, due, "" if waiting else "call", why, agreed, waiting, moves=0, attempts=0)


def verdict(number: int, name: str, kind: str, reason: str = "", value: Money | None = None) -> VerdictReached:
    until = day(40) if kind == "parked" else None
    return VerdictReached(number, name, "Line", kind, ago(number % 9), reason, until, value)


def suggestion(number: int, text: str) -> Suggestion:
    return Suggestion(number, "close", 80, 90, 70, 3, 45, 0.004, 0.0, 0.02, (Evidence("silence", text),))


ROWS = (
    KpiRow(
        Figure("revenue", 800_000, "JPY"),
        NOVEMBER,
        TIME,
        Budget(1, "revenue", 3_000_000, "JPY", *NOVEMBER),
        Landing(2_100_000, 1_200_000, 3_400_000, "forecast"),
        Closing("valid_meetings", 3, 0.4, 0.3, NOVEMBER.last),
    ),
    KpiRow(Figure("revenue", 350_000, "EUR"), NOVEMBER, TIME, None, Landing(350_000, 350_000, 500_000, "pace")),
    KpiRow(Figure("contracts", 2), NOVEMBER, TIME, None, Landing(3, 2, 5, "forecast")),
    KpiRow(
        Figure("calls", 90),
        month_span(2026, 12),
        TIME,
        Budget(2, "calls", 120, None, *month_span(2026, 12)),
        Landing(150, 130, 170, "pace"),
    ),
)

REPORT = SalesReport(
    now=NOW,
    span=NOVEMBER,
    stages=(
        HonestStage("approach", 4, (), 3, Rate(40, 49), 9.0),
        HonestStage("potential", 0, (), 0, Rate(3, 8), None),
        HonestStage("prospect", 9, (Money(5_400_000, "JPY"), Money(700_000, "EUR")), 2, Rate(23, 31), 24.4),
        HonestStage("commit", 2, (Money(2_000_000, "JPY"),), 0, Rate(22, 23), 8.9),
    ),
    sales_cycle_days=37.4,
    decided=(
        Decided(verdict(5, "Aoki Printing", "won", value=Money(800_000, "JPY")), "found them a carrier"),
        Decided(verdict(6, "Brandt GmbH", "won", value=Money(350_000, "EUR"))),
        Decided(verdict(7, "株式会社みどり商会", "lost", "予算がない", Money(500_000, "JPY"))),
        Decided(verdict(8, "Kato Foods", "lost", "Price")),
        Decided(verdict(9, "田中 花子", "lost", "price ")),
        Decided(verdict(10, "山田工務店", "lost")),
        Decided(verdict(11, "ﾀﾅｶ電機ｻｰﾋﾞｽ", "parked")),
    ),
    measures=Kpis(NOW, NOVEMBER, TIME, ROWS),
    forecast=None,
    deciding=(
        DealAhead(deal(1, "Aoki Printing"), step(1, Due(day(2), ago(-2)), "second quote"), 0.34),
        DealAhead(deal(2, "株式会社みどり商会", "二台目"), step(2, Due(day(-3)), "見積書", agreed=False), 0.2),
        DealAhead(deal(3, "Brandt GmbH", "", None), step(3, None, ""), 0.004),
        DealAhead(deal(4, "Kato Foods"), None, 0.1),
    ),
    let_go=LetGo(
        Pipeline(5, (Money(900_000, "JPY"),)),
        Pruning(
            now=NOW,
            shown=(SuggestedDeal(deal(20, "Silent & Sons"), suggestion(20, "No contact for 80 days.")),),
            total=5,
            kept=15,
            freed=Freed(43, 4),
            basis=Basis(49, 22, is_own_history=True),
        ),
    ),
    follow_ups=FollowUps(
        {"agreed": 8, "own_plan": 3, "waiting": 2, "none": 2},
        overdue=1,
        near=(
            DealAhead(deal(1, "Aoki Printing"), step(1, Due(day(2), ago(-2)), "second quote")),
            DealAhead(deal(12, "山田工務店", ""), step(12, Due(day(5)), "図面を見せる", agreed=False)),
        ),
    ),
)
"""A November half gone: two currencies, a budget of another month, one reason typed twice."""

NOTHING = SalesReport(
    now=NOW,
    span=NOVEMBER,
    stages=tuple(HonestStage(key, 0, (), 0, Rate(0, 0), None) for key in ("approach", "commit")),
    sales_cycle_days=None,
    decided=(),
    measures=Kpis(NOW, NOVEMBER, TIME, ()),
    forecast=None,
    deciding=(),
    let_go=LetGo(Pipeline(0, ()), Pruning(NOW, (), 0, 0, Freed(0, 0), Basis(0, 0, is_own_history=False))),
    follow_ups=FollowUps(dict.fromkeys(("agreed", "own_plan", "waiting", "none"), 0)),
)
"""An empty store."""

OVER = REPORT._replace(
    span=month_span(2026, 10),
    measures=Kpis(NOW, month_span(2026, 10), TIME, tuple(row._replace(landing=None) for row in ROWS[:1])),
    deciding=(),
)
"""A month that lies behind, told today."""


def named(text: str) -> SalesReport:
    """Return a report in which every text from outside is the same."""
    one = deal(1, text, text)
    ahead = DealAhead(one, step(1, Due(day(2)), text), 0.3)
    reached = tuple(Decided(verdict(n, text, kind, text)._replace(title=text), text) for n, kind in _KINDS)
    listed = REPORT.let_go.pruning._replace(shown=(SuggestedDeal(one, suggestion(1, text)),))
    return REPORT._replace(
        decided=(*reached, Decided(verdict(4, text, "lost", "another"))),
        deciding=(ahead,),
        let_go=REPORT.let_go._replace(pruning=listed),
        follow_ups=REPORT.follow_ups._replace(near=(ahead,)),
    )


_KINDS = ((1, "won"), (2, "lost"), (3, "parked"))
