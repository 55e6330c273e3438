"""The deals that a plan's ratios rest on: counted anew only when they changed."""

from unittest.mock import patch

import pytest

from pipeline_cli.services import plan_history
from pipeline_cli.services.plan_history import deal_history
from pipeline_cli.store.store import Store
from pipeline_cli.store.tables import DealRow
from support import NOW, ago


@pytest.fixture(autouse=True)
def _keep_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_history, "WORTH_KEEPING", 1)


def test_deals_are_counted_once(store: Store) -> None:
    first = deal_history(store.reader, NOW)

    with patch.object(plan_history, "_counted", side_effect=AssertionError("counted again")):
        assert deal_history(Store(store.path).reader, NOW) == first


def test_a_new_deal_is_counted(store: Store) -> None:
    before = deal_history(store.reader, NOW)
    with Store(store.path).writing("add", NOW) as unit:
        unit.insert(DealRow, customer_id=1, stage="approach", opened_at=ago(1), stage_since=ago(1))

    after = deal_history(Store(store.path).reader, NOW)

    assert sum(one.deals for one in after.counts) == sum(one.deals for one in before.counts) + 1
