"""Measures are counted over an index that holds all they need, whatever else is stored."""

import re

import pytest

from pipeline_cli.store.connect import empty_store
from pipeline_cli.store.read import query

INDEXES = {
    "measured_won": {"ix_deals_closed"},
    "measured_deals": {"ix_deals_closed", "ix_deals_customer", "ix_deals_opened"},
    "measured_activities": {"ix_activities_at"},
    "measured_tallies": {"uq_tallies_day_kind"},
    "explained_won": {"ix_deals_closed", "ix_deals_customer"},
    "explained_lost": {"ix_deals_closed"},
    "explained_opened": {"ix_deals_opened"},
    "explained_activities": {"ix_activities_at"},
    "explained_tallies": {"uq_tallies_day_kind"},
    "first_records": {"ix_activities_at", "ix_deals_opened", "uq_tallies_day_kind"},
}


def plan_of(name: str) -> list[str]:
    sql = query(name)
    values = dict.fromkeys(re.findall(r":(\w+)", sql), "2026-11-01")
    return [row[3] for row in empty_store().execute(f"EXPLAIN QUERY PLAN {sql}", values)]


@pytest.mark.parametrize("name", INDEXES)
def test_measure_is_read_over_its_index(name: str) -> None:
    plan = " ".join(plan_of(name))

    assert {index for index in INDEXES[name] if index not in plan} == set()


@pytest.mark.parametrize("name", ["measured_won", "measured_deals", "measured_activities"])
def test_counting_never_looks_at_a_record_itself(name: str) -> None:
    read = [line for line in plan_of(name) if line.startswith(("SEARCH", "SCAN")) and "CONSTANT" not in line]

    assert read
    assert [line for line in read if "SEARCH" not in line or "COVERING INDEX" not in line] == []
