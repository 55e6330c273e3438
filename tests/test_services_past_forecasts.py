"""What past forecasts would have said: replayed once a day, from a sample where there are very many deals."""

from collections.abc import Sequence
from random import Random

import pytest

from pipeline_cli.domain.forecast import Ways, Window
from pipeline_cli.domain.forecast_periods import Part
from pipeline_cli.domain.snapshot import NEVER, PastDeal
from pipeline_cli.services import past_forecasts
from pipeline_cli.services.past_forecasts import past_ways
from pipeline_cli.store.store import Store

NOW = 1000.3
MONTHS = tuple(Window(NOW - 30 * back, NOW - 30 * back, 1020.0 - 30 * back) for back in range(13))
PARTS = [Part(NOW, 1020.0, MONTHS)]


@pytest.fixture(autouse=True)
def _is_worth_keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past_forecasts, "WORTH_KEEPING", 1)


def history(deals: int = 200) -> list[PastDeal]:
    dice = Random(3)
    opened = [dice.uniform(500, 990) for _ in range(deals)]
    return [
        PastDeal(number, at, at + dice.uniform(5, 90) if number % 4 else NEVER, is_won=number % 4 == 1)
        for number, at in enumerate(opened)
    ]


def never() -> Sequence[PastDeal]:
    """Stand for a reading that must not happen."""
    raise AssertionError


def said(store: Store, deals: list[PastDeal]) -> list[Ways]:
    return past_ways(store.reader, deals, PARTS, lambda: deals)[0]


def test_past_forecasts_know_what_came(store: Store) -> None:
    found = said(store, history())

    assert [one.window.start for one in found] == sorted(one.window.start for one in found)
    assert all(one.won is not None for one in found)


def test_a_kept_replay_is_not_made_again(store: Store) -> None:
    deals = history()
    first = said(store, deals)

    assert past_ways(store.reader, deals, PARTS, never) == [first]


def test_a_deal_of_today_changes_no_replay(store: Store) -> None:
    deals = history()
    first = said(store, deals)

    assert past_ways(store.reader, [*deals, PastDeal(999, 1000.1, NEVER, is_won=False)], PARTS, never) == [first]


def test_a_deal_from_before_makes_it_anew(store: Store) -> None:
    deals = history()
    said(store, deals)

    with pytest.raises(AssertionError):
        past_ways(store.reader, [*deals, PastDeal(999, 900.0, NEVER, is_won=False)], PARTS, never)


def test_a_new_day_makes_it_anew(store: Store) -> None:
    deals = history()
    said(store, deals)

    tomorrow = MONTHS[0]._replace(seen_at=NOW + 1)
    with pytest.raises(AssertionError):
        past_ways(store.reader, deals, [Part(NOW, 1020.0, (tomorrow, *MONTHS[1:]))], never)


def test_a_sample_stands_for_all_deals(store: Store) -> None:
    deals = history(600)
    whole = said(store, deals)
    sampled = past_ways(Store("").reader, deals, PARTS, lambda: deals[::3])[0]

    assert [one.won for one in sampled] == [one.won for one in whole]
    assert sum(one.model for one in sampled) == pytest.approx(sum(one.model for one in whole), rel=0.2)
