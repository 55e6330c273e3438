"""What tests share: a fixed day, a small store, and how a screen looks as plain text."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import StringIO
from typing import NamedTuple
from zoneinfo import ZoneInfo

from rich.console import RenderableType

from pipeline_cli.store.store import Store
from pipeline_cli.views.console import Terminal
from pipeline_cli.views.theme import theme

TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 18, 9, 30, tzinfo=TOKYO)
TODAY = NOW.date()

Golden = Callable[[str], None]
"""Compare a text with the file of the test that asks; ``--golden-update`` rewrites the file."""


class Outcome(NamedTuple):
    """What a command line ended with."""

    code: int
    out: str
    err: str


Pipe = Callable[..., Outcome]
"""Run one command line on the small store: ``pipe("show", "1")``."""


def render(renderable: RenderableType, width: int, *, is_ascii: bool = False) -> str:
    """Return a screen as it is shown in so many columns, without colour."""
    file = StringIO()
    console = Terminal(file=file, width=width, height=50, color_system=None, theme=theme())
    console.is_ascii = is_ascii
    console.print(renderable)
    return file.getvalue()


def ago(days: int, hour: int = 14) -> datetime:
    """Return an hour of a day before today; of a day to come where the number is negative."""
    return (NOW - timedelta(days=days)).replace(hour=hour, minute=0)


def day(days: int) -> date:
    """Return a day to come; one that has been where the number is negative."""
    return TODAY + timedelta(days=days)


def fill_small_store(path: str) -> None:
    """Make the store that most tests read: a deal of each kind, in both languages."""
    from pipeline_cli.store.tables import ActivityRow, CustomerRow, DealRow, NextStepRow, TallyRow

    with Store(path).writing("import", ago(2)) as unit:
        for customer in CUSTOMERS:
            unit.insert(CustomerRow, created_at=ago(300), **customer)
        for deal in DEALS:
            unit.insert(DealRow, stage_since=deal["opened_at"], **deal)
        for activity in ACTIVITIES:
            unit.insert(ActivityRow, **activity)
        unit.summary = "7 customers, 7 deals, 6 activities"
    with Store(path).writing("next", ago(1)) as unit:
        for step in NEXT_STEPS:
            unit.insert(NextStepRow, set_at=ago(8), **step)
        unit.insert(TallyRow, day=TODAY, kind="calls", amount=12)
        unit.summary = "3 next steps"


CUSTOMERS = (
    {
        "name": "Aoki Printing",
        "name_key": "aokiprinting",
        "reading": "あおき",
        "reading_key": "あおき",
        "company": "Aoki Holdings",
        "phones": ["03-1234-5678"],
        "emails": ["aoki@example.jp"],
        "tags": ["vip"],
        "memo": "Prefers mornings.",
    },
    {
        "name": "株式会社みどり商会",
        "name_key": "みどり商会",
        "reading": "みどりしょうかい",
        "reading_key": "みどりしょうかい",
    },
    {"name": "Brandt GmbH", "name_key": "brandt"},
    {"name": "山田工務店", "name_key": "山田工務店", "reading": "やまだこうむてん", "reading_key": "やまだこうむてん"},
    {"name": "Kato Foods", "name_key": "katofoods"},
    {"name": "ﾀﾅｶ電機ｻｰﾋﾞｽ", "name_key": "たなか電機さーびす"},
    {"name": "田中 花子", "name_key": "田中花子"},
)

DEALS = (
    {
        "customer_id": 1,
        "title": "Second line",
        "stage": "prospect",
        "currency": "JPY",
        "value_minor": 1_200_000,
        "opened_at": ago(60),
        "concern": "delivery time",
        "if_solved": "yes",
        "decides_on": day(6),
    },
    {"customer_id": 2, "stage": "potential", "opened_at": ago(40), "tags": ["expo"]},
    {
        "customer_id": 3,
        "title": "Website",
        "stage": "commit",
        "currency": "EUR",
        "value_minor": 350_000,
        "opened_at": ago(30),
        "decides_on": day(-2),
        "concern": "",
    },
    {"customer_id": 4, "stage": "approach", "opened_at": ago(20)},
    {
        "customer_id": 1,
        "title": "First line",
        "state": "won",
        "stage": "commit",
        "currency": "JPY",
        "value_minor": 800_000,
        "opened_at": ago(250),
        "closed_at": ago(200),
    },
    {"customer_id": 5, "state": "parked", "stage": "prospect", "opened_at": ago(90), "parked_until": TODAY},
    {
        "customer_id": 6,
        "state": "lost",
        "stage": "potential",
        "opened_at": ago(120),
        "closed_at": ago(100),
        "lost_reason": "price",
    },
)

LONG_NOTE = (
    "They want the quote in writing before the board meets on the 24th, and asked whether the second machine can be"
    " delivered before Christmas. Worried about delivery time, and about training the night shift."
)

JAPANESE_NOTE = (
    "見積書を来週火曜までに欲しいとのこと。納期を気にしていて、年内に二台目を入れられるか確認してほしいと言われた。"
    "担当の佐藤さんは前向き、決裁は部長。"
)

ACTIVITIES = (
    {
        "customer_id": 1,
        "deal_id": 1,
        "at": ago(12),
        "kind": "meeting",
        "reached": True,
        "note": LONG_NOTE,
        "minutes": 45,
    },
    {"customer_id": 1, "deal_id": 1, "at": ago(5), "kind": "call", "reached": False, "note": ""},
    {
        "customer_id": 1,
        "deal_id": 5,
        "at": ago(200),
        "kind": "visit",
        "reached": True,
        "note": "Signed.\n\n- deliver in May\n- train two people",
        "helped": "found them a carrier",
        "thanked": True,
        "minutes": 90,
        "valid": True,
    },
    {"customer_id": 2, "deal_id": 2, "at": ago(9), "kind": "visit", "reached": True, "note": JAPANESE_NOTE},
    {
        "customer_id": 3,
        "deal_id": 3,
        "at": ago(16),
        "kind": "email",
        "inbound": True,
        "reached": True,
        "note": "We will be in touch about C++ and 50% off.",
    },
    {
        "customer_id": 7,
        "at": ago(0, hour=9),
        "kind": "chat",
        "reached": True,
        "note": "Met at the fair.",
        "helped": "sent the catalogue",
        "appointment": True,
    },
)

NEXT_STEPS = (
    {"deal_id": 1, "due_at": ago(0), "by": "call", "why": "Send the second quote", "agreed": True, "attempts": 1},
    {"deal_id": 2, "due_on": day(-3), "by": "visit", "why": "見積書を送る", "moves": 2},
    {"deal_id": 3, "waiting": True},
)
