"""A forecast that is kept until something changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

import pytest

from pipeline_cli.dates.spans import month_span
from pipeline_cli.services import kept_forecast
from pipeline_cli.services.kept_forecast import forecast_ends
from pipeline_cli.store.store import Store
from pipeline_cli.store.tables import DealRow
from support import NOW

MONTH = month_span(2026, 11)


@pytest.fixture(autouse=True)
def _is_worth_keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_forecast, "WORTH_KEEPING", 1)


def ends(store: Store, days: int = 0) -> object:
    return forecast_ends(store.reader, NOW + timedelta(days=days), MONTH, "JPY")


def test_a_kept_forecast_is_not_worked_out_again(store: Store) -> None:
    first = ends(store)

    with patch("pipeline_cli.services.forecast_wins.forecast_wins", side_effect=AssertionError):
        assert ends(store) == first


@contextmanager
def worked_out_anew() -> Iterator[None]:
    """See that a forecast is made in here."""
    made = patch("pipeline_cli.services.forecast_wins.forecast_wins", side_effect=ZeroDivisionError)
    with made, pytest.raises(ZeroDivisionError):
        yield


@pytest.mark.parametrize("change", [{"value_minor": 5}, {"state": "lost", "closed_at": NOW}])
def test_a_deal_that_changes_makes_it_anew(store: Store, change: dict[str, object]) -> None:
    ends(store)
    with Store(store.path).writing("edit", NOW) as unit:
        unit.update(DealRow, 1, **change)

    with worked_out_anew():
        ends(store)


def test_a_new_day_makes_it_anew(store: Store) -> None:
    ends(store)

    with worked_out_anew():
        ends(store, days=1)


def test_a_large_store_is_not_replayed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_forecast, "QUICK", 1)

    assert ends(store) is None


def test_an_empty_store_has_no_forecast() -> None:
    assert forecast_ends(Store("").reader, NOW, MONTH, "JPY") is None
