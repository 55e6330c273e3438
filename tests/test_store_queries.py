"""How the store is asked: each daily question over an index, and no command that reads every activity."""

import re
import sqlite3
from collections.abc import Iterator
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest

from helpers import Desk
from pipeline_cli.store.connect import empty_store
from pipeline_cli.store.read import query

QUESTIONS = {
    "callbacks_timed": {"ix_next_steps_due_at"},
    "callbacks_all_day": {"ix_next_steps_due_on"},
    "followed_up": {"ix_deal_facts_follow_up"},
    "decisions_due": {"ix_deals_decides"},
    "returning": {"ix_deals_parked"},
    "agenda_totals": {
        "ix_next_steps_due_at",
        "ix_next_steps_due_on",
        "ix_deal_facts_follow_up",
        "ix_deals_decides",
        "ix_deals_parked",
    },
    "day_counts": {"ix_deals_opened", "uq_tallies_day_kind", "ix_activities_helped"},
    "status": {"ix_next_steps_due_at", "ix_next_steps_due_on", "ix_deal_facts_follow_up"},
    "steps_of_deals": {"uq_next_steps_open"},
    "contacts_of_deal": {"ix_activities_deal"},
    "activities_of_customer": {"ix_activities_customer"},
    "who_exact": {"ix_customers_name_key", "ix_customers_reading_key"},
    "who_prefix": {"ix_customers_name_key", "ix_customers_reading_key"},
    "deals_of_customer": {"ix_deals_customer"},
    "changes_to_undo": {"ix_changes_operation"},
}
"""The index, or indexes, that each question is to be answered over."""

COMMANDS = (
    "today",
    "today --days 7",
    "today --on 2026-12-01 --limit 0",
    "status",
    "list",
    "list --state all --limit 0",
    "list --sort value",
    "list --sort silence",
    "list --stage prospect --tag fair",
    "find quote",
    "find qu",
    "find 納",
    "prune --list",
    "show aoki",
    "history",
    "review --month",
    "review --json",
    "review goal",
    "log aoki note --next tomorrow",
    "next aoki +3d",
    "won aoki",
    "undo",
)


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.ok(
        "log", "Aoki", "asked for a quote, 納期が心配", "--next", "tomorrow", "--tag", "fair", "--stage", "prospect"
    )
    return desk


def scanned(sql: str, plan: list[str]) -> set[str]:
    """Return the tables that a statement reads from end to end, over an index or not."""
    aliases = {alias: table for table, alias in re.findall(r"(\w+)\s+AS\s+(\w+)", sql)}
    names = re.findall(r"^SCAN (\w+)", "\n".join(plan), re.MULTILINE)
    return {aliases.get(name, str(name)) for name in names}


class Explained(sqlite3.Connection):
    """A connection that explains each statement before it runs it."""

    plans: list[tuple[str, list[str]]]

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:  # noqa: ANN401  # as sqlite3 has it
        if re.match(r"\s*(--.*\s*)*(SELECT|WITH|INSERT|UPDATE|DELETE)", sql):
            plan = [row[3] for row in super().execute(f"EXPLAIN QUERY PLAN {sql}", *values)]
            Explained.plans.append((sql, plan))
        return super().execute(sql, *values)


@pytest.fixture
def plans() -> Iterator[list[tuple[str, list[str]]]]:
    """The plans of all statements that run in a test."""
    Explained.plans = []
    with patch("sqlite3.connect", partial(sqlite3.connect, factory=Explained)):
        yield Explained.plans


@pytest.mark.parametrize("name", QUESTIONS)
def test_daily_question_is_answered_over_its_index(name: str) -> None:
    sql = query(name).replace(":ids", "1, 2")
    values: Any = dict.fromkeys(re.findall(r":(\w+)", sql), 1) or (1,) * sql.count("?")
    plan = " ".join(row[3] for row in empty_store().execute(f"EXPLAIN QUERY PLAN {sql}", values))

    assert {name for name in QUESTIONS[name] if name not in plan} == set()
    assert not re.search(r"SCAN (?!CONSTANT)", plan)


@pytest.mark.parametrize("line", COMMANDS)
def test_command_never_reads_every_activity(desk: Desk, plans: list[tuple[str, list[str]]], line: str) -> None:
    desk.ok(*line.split())

    assert plans
    assert [sql for sql, plan in plans if "activities" in scanned(sql, plan)] == []


@pytest.mark.parametrize("line", ["today", "status", "log 1 note --next tomorrow", "next aoki +3d", "won 1"])
def test_daily_command_reads_no_table_from_end_to_end(
    desk: Desk, plans: list[tuple[str, list[str]]], line: str
) -> None:
    desk.ok(*line.split())

    assert [sql for sql, plan in plans if scanned(sql, plan) - {"CONSTANT", "sqlite_sequence", "json_each"}] == []


def test_a_scan_is_noticed(plans: list[tuple[str, list[str]]]) -> None:
    empty_store().execute("SELECT count(*) FROM activities AS one WHERE note = 'x'")

    assert scanned(*plans[-1]) == {"activities"}
