"""What measures are called."""

import pytest

from date_support import speaking
from pipeline_cli.domain.measure_names import metric_in, metric_label, metric_of, metric_typed
from pipeline_cli.domain.measures import METRICS
from pipeline_cli.errors import UsageError


@pytest.mark.parametrize("metric", METRICS)
def test_metric_is_known_by_its_key_with_or_without_underscores(metric: str) -> None:
    assert metric_of(metric) == metric_of(metric.replace("_", " ")) == metric_of(f" {metric.upper()} ") == metric


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("metric", METRICS)
def test_metric_is_known_by_its_label(metric: str, language: str) -> None:
    with speaking(language):
        assert metric_of(metric_label(metric)) == metric


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("売上", "revenue"),
        ("粗利", "gross_profit"),
        ("新規MRR", "mrr"),
        ("新規ｍｒｒ", "mrr"),
        ("架電数", "calls"),
        ("アポ率", "appointment_rate"),
        ("ｱﾎﾟ率", "appointment_rate"),
        ("商談数", "meetings"),
        ("有効商談数", "valid_meetings"),
        ("成約率", "close_rate"),
        ("受注率", "win_rate"),
        ("顧客単価", "revenue_per_customer"),
        ("リピート率", "repeat_rate"),
        ("新規開拓数", "new_approaches"),
        ("受注件数", "contracts"),
        ("gross", "gross_profit"),
        ("Valid-Meetings", "valid_meetings"),
    ],
)
def test_metric_is_known_by_the_words_of_the_trade(text: str, metric: str) -> None:
    assert metric_of(text) == metric


@pytest.mark.parametrize(
    ("text", "near"), [("meetngs", "meetings"), ("winrate%", "win_rate"), ("re", "revenue, revenue_per_customer")]
)
def test_unknown_metric_is_told_the_nearest(text: str, near: str) -> None:
    with pytest.raises(UsageError) as caught:
        metric_of(text)

    assert near in caught.value.why


@pytest.mark.parametrize("text", ["", "zzz", "_"])
def test_unlike_any_metric_is_told_all(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        metric_of(text)

    assert all(metric in caught.value.hint for metric in METRICS)


def test_measure_of_money_names_its_currency() -> None:
    with speaking("ja"):
        assert [metric_in("revenue", "JPY"), metric_in("mrr", "CHF"), metric_in("contracts", None)] == [
            "売上（円）",
            "新規の月額（CHF）",
            "契約数",
        ]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_measure_is_understood_as_it_is_typed(language: str) -> None:
    with speaking(language):
        assert [metric_of(metric_typed(metric)) for metric in METRICS] == list(METRICS)
