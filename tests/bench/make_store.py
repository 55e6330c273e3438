"""Make a seeded store of any size, for benchmarks and for looking at screens: ``make_store.py FILE DEALS [NOW]``.

Ten activities a deal; a quarter of the deals open, most of them with a next step, a few hundred due; a rare word
(zeppelin, 飛行船) in a few notes. Rows go in by plain SQL, the facts and the search index by the program's own code.
"""

import random
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from pipeline_cli.domain.names import name_key, reading_key
from pipeline_cli.store.create import ensure_store
from pipeline_cli.store.derived import refresh_facts, refresh_search

SEED = 20261118
NOW = datetime(2026, 11, 18, 0, 30, tzinfo=UTC)
FORMAT = "%Y-%m-%dT%H:%M:%SZ"
ACTIVITIES = 10
STAGES = ("approach", "potential", "prospect", "commit")
KINDS = ("call", "call", "meeting", "visit", "email", "chat")
SURNAMES = ("田中", "佐藤", "鈴木", "高橋", "山田", "Aoki", "Baker", "Chen", "Dubois", "Evans")
READINGS = ("タナカ", "サトウ", "スズキ", "タカハシ", "ヤマダ", "", "", "", "", "")
TRADES = ("商事", "製作所", "Foods", "Systems", "運輸", "Clinic", "建設", "Books")
WORDS = (
    "asked about delivery times", "the price is the worry", "wants to see it running", "will talk to the board",
    "happy with the last order", "見積もりを確認中", "導入時期は来春", "部長の決裁が必要", "競合と比較している",
    "デモに満足された", "compares us with another supplier", "needs it before the season",
)  # fmt: skip


def main() -> None:
    """Make the store that the command line asks for."""
    path, deals = sys.argv[1], int(sys.argv[2])
    now = datetime.fromisoformat(sys.argv[3]).astimezone(UTC) if len(sys.argv) > 3 else NOW
    make_store(path, deals, now)


def make_store(path: str, deals: int, now: datetime = NOW) -> None:
    """Fill a new store with so many deals."""
    ensure_store(path)
    connection = sqlite3.connect(path, isolation_level=None)
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
    refresh_facts(connection, range(1, deals + 1))
    for table, n in (("customers", customers), ("deals", deals), ("activities", deals * ACTIVITIES)):
        refresh_search(connection, {table: range(1, n + 1)})
    connection.execute("COMMIT")
    connection.close()


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[dict[str, object]]) -> None:
    rows = iter(rows)
    first = next(rows)
    marks = ", ".join(f":{name}" for name in first)
    names = ", ".join(f'"{name}"' for name in first)
    statement = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'
    connection.execute(statement, first)
    connection.executemany(statement, rows)


def _customer(dice: random.Random, id_: int) -> dict[str, object]:
    who = dice.randrange(len(SURNAMES))
    name = f"{SURNAMES[who]}{dice.choice(TRADES)} {id_}"
    return {
        "id": id_, "name": name, "name_key": name_key(name), "reading": READINGS[who],
        "reading_key": reading_key(READINGS[who]), "company": "", "phones": "[]", "emails": "[]", "tags": "[]",
        "memo": "", "custom": "{}", "created_at": "2024-01-01T00:00:00Z",
    }  # fmt: skip


def _deal(dice: random.Random, id_: int, customers: int, now: datetime) -> dict[str, object]:
    state = dice.choices(("open", "won", "lost", "parked"), (25, 25, 45, 5))[0]
    opened = now - timedelta(days=dice.randrange(5, 700), minutes=dice.randrange(600))
    closed = opened + (now - opened) * dice.random() if state in ("won", "lost") else None
    return {
        "id": id_, "customer_id": dice.randrange(1, customers + 1), "title": dice.choice(("", "Cold store", "倉庫")),
        "state": state, "stage": dice.choice(STAGES), "stage_since": opened.strftime(FORMAT), "currency": "JPY",
        "value_minor": dice.randrange(1, 500) * 10_000, "source": dice.choice(("fair", "web", "")), "owner": "",
        "tags": "[]", "opened_at": opened.strftime(FORMAT), "closed_at": closed and closed.strftime(FORMAT),
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
        yield {"deal_id": deal["id"], "state": "open", "stage": stage, "at": at.strftime(FORMAT)}
    if deal["state"] != "open":
        yield {"deal_id": deal["id"], "state": deal["state"], "stage": deal["stage"], "at": end.strftime(FORMAT)}


def _activities(dice: random.Random, deals: list[dict[str, object]]) -> Iterator[dict[str, object]]:
    number = 0
    for deal in deals:
        opened = datetime.fromisoformat(str(deal["opened_at"]))
        end = datetime.fromisoformat(str(deal["closed_at"])) if deal["closed_at"] else NOW - timedelta(days=1)
        for _ in range(ACTIVITIES):
            number += 1
            rare = " zeppelin 飛行船" if number % 50_000 == 7 else ""
            yield {
                "customer_id": deal["customer_id"], "deal_id": deal["id"],
                "at": (opened + (end - opened) * dice.random()).strftime(FORMAT), "zone": "Asia/Tokyo",
                "kind": dice.choice(KINDS), "inbound": dice.random() < 0.2, "reached": dice.random() < 0.7,
                "minutes": dice.choice((None, 10, 20, 45)), "appointment": False, "valid": None,
                "note": "; ".join(dice.sample(WORDS, 3)) + rare, "helped": "", "thanked": False, "custom": "{}",
            }  # fmt: skip


def _steps(dice: random.Random, deals: list[dict[str, object]], now: datetime) -> Iterator[dict[str, object]]:
    working = [deal for deal in deals if deal["state"] == "open"]
    due = 300 / max(300, len(working))  # the same few hundred calls are due, however large the store
    for deal in working:
        if dice.random() < 0.1:
            continue  # no next step
        days = dice.randrange(-10, 1) if dice.random() < due else dice.randrange(1, 60)
        at = now + timedelta(days=days)
        is_timed = dice.random() < 0.5
        yield {
            "deal_id": deal["id"], "due_on": None if is_timed else at.date().isoformat(),
            "due_at": at.replace(hour=dice.randrange(0, 9), minute=0).strftime(FORMAT) if is_timed else None,
            "zone": "Asia/Tokyo", "by": "call", "why": dice.choice(("quote", "見積もりの件", "decision")),
            "agreed": dice.random() < 0.7, "waiting": False, "moves": dice.choice((0, 0, 1, 3)), "attempts": 0,
            "state": "open", "set_at": deal["opened_at"],
        }  # fmt: skip


if __name__ == "__main__":
    main()
