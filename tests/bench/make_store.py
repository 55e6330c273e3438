"""Make a seeded store of any size, for benchmarks and for looking at screens: ``make_store.py FILE DEALS [NOW]``.

Ten activities a deal, some with help given, thanks, an appointment or a valid meeting; a quarter of the deals open,
most of them with a next step, a few hundred due, some pushed again and again or waiting for the customer; two steps of
the past for each deal; tags, sources, budgets, a plan, a goal and tallies; a rare word (zeppelin, 飛行船) in a few
notes. Rows go in by plain SQL; the facts, the search index and the digests by the program's own code, so that
``pipe doctor`` finds nothing amiss.
"""

import os
import random
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from pipeline_cli.domain.names import name_key, reading_key
from pipeline_cli.store.connect import migrations
from pipeline_cli.store.create import ensure_store
from pipeline_cli.store.derived import refresh_facts, refresh_romaji, refresh_search
from pipeline_cli.store.digests import register
from pipeline_cli.store.read.days import stored
from pipeline_cli.store.store import Store
from pipeline_cli.store.tables import BudgetRow, GoalRow, PlanRow

SEED = 20261118
NOW = datetime(2026, 11, 18, 0, 30, tzinfo=UTC)
ACTIVITIES = 10
STAGES = ("approach", "potential", "prospect", "commit")
KINDS = ("call", "call", "meeting", "visit", "email", "chat")
SURNAMES = ("田中", "佐藤", "鈴木", "高橋", "山田", "Aoki", "Baker", "Chen", "Dubois", "Evans")
READINGS = ("タナカ", "サトウ", "スズキ", "タカハシ", "ヤマダ", "", "", "", "", "")
TRADES = ("商事", "製作所", "Foods", "Systems", "運輸", "Clinic", "建設", "Books")
TAGS = ("[]", "[]", "[]", '["vip"]', '["fair"]', '["fair","vip"]')
DIGESTS = "INSERT INTO record_digests"  # how the statements of the migrations begin that work them out
WORDS = (
    "asked about delivery times", "the price is the worry", "wants to see it running", "will talk to the board",
    "happy with the last order", "見積もりを確認中", "導入時期は来春", "部長の決裁が必要", "競合と比較している",
    "デモに満足された", "compares us with another supplier", "needs it before the season",
)  # fmt: skip


def main() -> None:
    """Make the store that the command line asks for."""
    os.umask(0o077)  # as the program does
    path, deals = sys.argv[1], int(sys.argv[2])
    now = datetime.fromisoformat(sys.argv[3]).astimezone(UTC) if len(sys.argv) > 3 else NOW
    make_store(path, deals, now)


def make_store(path: str, deals: int, now: datetime = NOW) -> None:
    """Fill a new store with so many deals."""
    ensure_store(path)
    connection = sqlite3.connect(path, isolation_level=None)
    register(connection)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    dice = random.Random(SEED)
    customers = max(1, deals * 6 // 10)
    _insert(connection, "customers", (_customer(dice, id_) for id_ in range(1, customers + 1)))
    made = [_deal(dice, id_, customers, now) for id_ in range(1, deals + 1)]
    _insert(connection, "deals", made)
    _insert(connection, "stage_changes", (change for deal in made for change in _way(dice, deal, now)))
    _insert(connection, "activities", _activities(dice, made))
    _insert(connection, "next_steps", _steps(dice, made, now))
    _insert(connection, "next_steps", _ended_steps(dice, made, now))
    _insert(connection, "tallies", _tallies(dice, now))
    refresh_facts(connection, range(1, deals + 1))
    for table, n in (("customers", customers), ("deals", deals), ("activities", deals * ACTIVITIES)):
        refresh_search(connection, {table: range(1, n + 1)})
    refresh_romaji(connection, range(1, customers + 1))
    _keep_digests(connection)
    connection.execute("COMMIT")
    connection.close()
    _set_plans(path, now)


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[dict[str, object]]) -> None:
    rows = iter(rows)
    first = next(rows)
    marks = ", ".join(f":{name}" for name in first)
    names = ", ".join(f'"{name}"' for name in first)
    statement = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'
    connection.execute(statement, first)
    connection.executemany(statement, rows)


def _keep_digests(connection: sqlite3.Connection) -> None:
    """Work out the digest of every record, as the migration that brought digests did."""
    statements = (statement.strip() for script in migrations(0) for statement in script.split(";\n"))
    for statement in statements:
        if statement.startswith(DIGESTS):
            connection.execute(statement.replace("INSERT", "INSERT OR IGNORE", 1))


def _customer(dice: random.Random, id_: int) -> dict[str, object]:
    who = dice.randrange(len(SURNAMES))
    name = f"{SURNAMES[who]}{dice.choice(TRADES)} {id_}"
    return {
        "id": id_, "name": name, "name_key": name_key(name), "reading": READINGS[who],
        "reading_key": reading_key(READINGS[who]), "company": "", "phones": "[]", "emails": "[]",
        "tags": dice.choice(TAGS),
        "memo": "", "custom": "{}", "created_at": "2024-01-01T00:00:00Z",
    }  # fmt: skip


def _deal(dice: random.Random, id_: int, customers: int, now: datetime) -> dict[str, object]:
    state = dice.choices(("open", "won", "lost", "parked"), (25, 25, 45, 5))[0]
    opened = now - timedelta(days=dice.randrange(5, 700), minutes=dice.randrange(600))
    closed = opened + (now - opened) * dice.random() if state in ("won", "lost") else None
    return {
        "id": id_, "customer_id": dice.randrange(1, customers + 1), "title": dice.choice(("", "Cold store", "倉庫")),
        "state": state, "stage": dice.choice(STAGES), "stage_since": stored(opened), "currency": "JPY",
        "value_minor": dice.randrange(1, 500) * 10_000, "source": dice.choice(("fair", "web", "")), "owner": "",
        "profit_minor": dice.randrange(1, 200) * 5_000, "mrr_minor": dice.choice((None, None, 20_000)),
        "tags": dice.choice(TAGS), "opened_at": stored(opened),
        "closed_at": closed and stored(closed),
        "lost_reason": "price" if state == "lost" else "", "concern": "price" if id_ % 3 else "", "if_solved": "",
        "parked_until": (now + timedelta(days=dice.randrange(1, 90))).date().isoformat() if state == "parked" else None,
        "decides_on": (now + timedelta(days=dice.randrange(1, 90))).date().isoformat() if state == "open" else None,
        "custom": "{}",
    }  # fmt: skip


def _way(dice: random.Random, deal: dict[str, object], now: datetime) -> Iterator[dict[str, object]]:
    """Yield the stages that a deal went through, one in ten of them backwards, and its verdict."""
    opened, closed = datetime.fromisoformat(str(deal["opened_at"])), deal["closed_at"]
    end = datetime.fromisoformat(str(closed)) if closed else now
    stages = [*STAGES[: STAGES.index(str(deal["stage"])) + 1]]
    if dice.random() < 0.1:
        stages = [STAGES[-1], stages[-1]]
    for number, stage in enumerate(stages):
        at = opened + (end - opened) * number / (len(stages) + 1)
        yield {"deal_id": deal["id"], "state": "open", "stage": stage, "at": stored(at)}
    if deal["state"] != "open":
        yield {"deal_id": deal["id"], "state": deal["state"], "stage": deal["stage"], "at": stored(end)}


def _activities(dice: random.Random, deals: list[dict[str, object]]) -> Iterator[dict[str, object]]:
    number = 0
    for deal in deals:
        opened = datetime.fromisoformat(str(deal["opened_at"]))
        end = datetime.fromisoformat(str(deal["closed_at"])) if deal["closed_at"] else NOW - timedelta(days=1)
        for _ in range(ACTIVITIES):
            number += 1
            rare = " zeppelin 飛行船" if number % 50_000 == 7 else ""
            reached, kind = dice.random() < 0.7, dice.choice(KINDS)
            is_meeting = reached and kind in {"meeting", "visit"}
            yield {
                "customer_id": deal["customer_id"], "deal_id": deal["id"],
                "at": stored(opened + (end - opened) * dice.random()), "zone": "Asia/Tokyo",
                "kind": kind, "inbound": reached and dice.random() < 0.2, "reached": reached,
                "minutes": dice.choice((None, 10, 20, 45)), "appointment": reached and dice.random() < 0.1,
                "valid": dice.random() < 0.6 if is_meeting else None,
                "note": "; ".join(dice.sample(WORDS, 3)) + rare,
                "helped": "a plan of the store room" if reached and dice.random() < 0.1 else "",
                "thanked": reached and dice.random() < 0.05, "custom": "{}",
            }  # fmt: skip


def _steps(dice: random.Random, deals: list[dict[str, object]], now: datetime) -> Iterator[dict[str, object]]:
    working = [deal for deal in deals if deal["state"] == "open"]
    due = 300 / max(300, len(working))  # the same few hundred calls are due, however large the store
    for deal in working:
        if dice.random() < 0.1:
            continue  # no next step
        if dice.random() < 0.05:
            yield _step(deal, state="open", waiting=True, set_at=deal["opened_at"])
            continue
        days = dice.randrange(-10, 1) if dice.random() < due else dice.randrange(1, 60)
        at = now + timedelta(days=days)
        is_timed = dice.random() < 0.5
        yield _step(
            deal,
            due_on=None if is_timed else at.date().isoformat(),
            due_at=stored(at.replace(hour=dice.randrange(0, 9), minute=0)) if is_timed else None,
            why=dice.choice(("quote", "見積もりの件", "decision")),
            agreed=dice.random() < 0.7,
            moves=dice.choice((0, 0, 1, 3)),
            state="open",
            set_at=deal["opened_at"],
        )


def _ended_steps(dice: random.Random, deals: list[dict[str, object]], now: datetime) -> Iterator[dict[str, object]]:
    """Yield two steps of the past for each deal, as kept, moved or missed."""
    for deal in deals:
        opened, closed = datetime.fromisoformat(str(deal["opened_at"])), deal["closed_at"]
        end = datetime.fromisoformat(str(closed)) if closed else now
        for part in (0.2, 0.6):
            at = opened + (end - opened) * part
            due = at + (end - at) * dice.random() / 2
            yield _step(
                deal,
                due_on=due.date().isoformat(),
                agreed=dice.random() < 0.7,
                moves=dice.choice((0, 0, 0, 1)),
                state=dice.choices(("kept", "moved", "missed", "dropped"), (60, 20, 10, 10))[0],
                set_at=stored(at),
                ended_at=stored(due),
            )


def _step(deal: dict[str, object], **values: object) -> dict[str, object]:
    return {
        "deal_id": deal["id"], "due_on": None, "due_at": None, "zone": "Asia/Tokyo", "by": "call", "why": "",
        "agreed": False, "waiting": False, "moves": 0, "attempts": 0, "ended_at": None, **values,
    }  # fmt: skip


def _tallies(dice: random.Random, now: datetime) -> Iterator[dict[str, object]]:
    """Yield the calls of every day of a year."""
    for back in range(365):
        yield {"day": _day(now, -back), "kind": "call", "amount": dice.randrange(60)}


def _set_plans(path: str, now: datetime) -> None:
    """Set a month's budgets and plan and a goal, as the program does, with their entry in the history."""
    first = now.date().replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    with Store(path).writing("plan", now) as unit:
        for metric, amount, currency in (("revenue", 900_000_000, "JPY"), ("contracts", 300, None)):
            values = {"metric": metric, "amount": amount, "currency": currency, "set_at": now}
            unit.insert(BudgetRow, **values, starts_on=first, due_on=last)
        unit.insert(PlanRow, **values, first_on=first, last_on=last)
        unit.insert(GoalRow, measure="customers helped", per_day=3, starts_on=first - timedelta(days=90), set_at=now)


def _day(now: datetime, days: int) -> str:
    return (now + timedelta(days=days)).date().isoformat()


if __name__ == "__main__":
    main()
