from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from pipeline_cli.domain.period import Period
from pipeline_cli.domain.stays import ALL_UP_TO
from pipeline_cli.store.read.funnel import opened_in, sampled_stays
from pipeline_cli.store.read.months import months_opened
from pipeline_cli.store.store import Store
from support import TOKYO

ENDLESS = ("", "9999-01-01")


@pytest.fixture
def two_years(store: Store) -> Store:
    """The small store, with deals opened at the turn of two years, each won a day later."""
    from pipeline_cli.store.tables import DealRow, StageChangeRow

    with store.writing("import", datetime(2026, 1, 1, tzinfo=UTC)) as unit:
        for day in (30, 31):
            opened = datetime(2023, 12, day, 15, 30, tzinfo=UTC)
            deal = unit.insert(DealRow, customer_id=1, stage="approach", stage_since=opened, opened_at=opened)
            unit.insert(StageChangeRow, deal_id=deal, stage="approach", at=opened)
            unit.insert(StageChangeRow, deal_id=deal, stage="commit", at=opened.replace(hour=21, minute=30))
    return store


def test_months_opened_are_those_of_the_zone(two_years: Store) -> None:
    found = {
        zone: next(months_opened(two_years.reader, *ENDLESS, zone))
        for zone in (TOKYO, UTC, ZoneInfo("America/New_York"))
    }

    assert list(found.values()) == [
        ("2023-12", "2023-12-31T15:00:00Z"),
        ("2023-12", "2024-01-01T00:00:00Z"),
        ("2023-12", "2024-01-01T05:00:00Z"),
    ]


def test_months_opened_leave_out_months_without_deals(two_years: Store) -> None:
    months = [month for month, _ in months_opened(two_years.reader, *ENDLESS, TOKYO)]

    assert months[:3] == ["2023-12", "2024-01", "2026-03"]
    assert months == sorted(set(months))


def test_months_opened_end_with_the_period(two_years: Store) -> None:
    assert [month for month, _ in months_opened(two_years.reader, "", "2024-06-01", UTC)] == ["2023-12"]


def test_sampled_stays_are_those_of_all_deals_while_they_are_few(two_years: Store) -> None:
    opened = opened_in(two_years.reader, Period(), UTC)

    assert [stay.days for stay in sampled_stays(two_years.reader, opened, ALL_UP_TO)] == [0.25, 0.25]


def test_sampled_stays_of_many_deals_are_those_of_every_so_manyth(two_years: Store) -> None:
    opened = opened_in(two_years.reader, Period(), UTC)

    assert len(list(sampled_stays(two_years.reader, opened, ALL_UP_TO * 2))) == 1  # every eighth: the first of 8 and 9
