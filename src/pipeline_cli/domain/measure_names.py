"""What the measures are called: in English, in Japanese, and by whatever else people type for them."""

from collections.abc import Sequence
from typing import Final

from pipeline_cli.domain.measures import METRICS
from pipeline_cli.domain.names import fold
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import listed, t
from pipeline_cli.money.currencies import currency_name

_WORDS: Final = {
    "revenue": "売上 売上高 売り上げ sales turnover",
    "gross_profit": "粗利 粗利益 粗利額 売上総利益 profit",
    "mrr": "新規MRR 月次経常収益 new_mrr",
    "contracts": "契約数 契約件数 受注数 受注件数 成約数 成約件数 deals wins",
    "calls": "架電数 架電件数 架電 電話数 コール数 発信数 call",
    "appointment_rate": "アポ率 アポイント率 アポ獲得率 アポイント獲得率 appointments",
    "meetings": "商談数 商談件数 面談数 訪問数 meetings_held meeting",
    "valid_meetings": "有効商談数 有効商談 有効商談件数 有効面談数 valid_meeting",
    "close_rate": "成約率 クロージング率 closing_rate",
    "win_rate": "受注率 勝率 決定率",
    "revenue_per_customer": "顧客単価 客単価 平均単価 average_revenue",
    "repeat_rate": "リピート率 再受注率 継続購入率 repeat",
    "new_approaches": "新規アプローチ数 新規開拓数 新規アプローチ 新規接触数 approaches",
}
"""Other names of each measure, in the order of METRICS; blanks stand between them."""


def metric_label(metric: str) -> str:
    """Return what a measure is called in the user's language."""
    return {
        "revenue": t("revenue"),
        "gross_profit": t("gross profit"),
        "mrr": t("new MRR"),
        "contracts": t("contracts"),
        "calls": t("calls made"),
        "appointment_rate": t("appointment rate"),
        "meetings": t("meetings held"),
        "valid_meetings": t("valid meetings"),
        "close_rate": t("close rate"),
        "win_rate": t("win rate"),
        "revenue_per_customer": t("revenue per customer"),
        "repeat_rate": t("repeat rate"),
        "new_approaches": t("new approaches"),
    }[metric]


def metric_in(metric: str, currency: str | None) -> str:
    """Return what a measure is called, and the currency it is in, where it is money."""
    label = metric_label(metric)
    return t("{measure} {currency}", measure=label, currency=currency_name(currency)) if currency else label


def metric_typed(metric: str) -> str:
    """Return what a measure is called where it is part of a command: its label, or its key where that has blanks."""
    label = metric_label(metric)
    return metric if " " in label else label


def metric_of(text: str, known: Sequence[str] = METRICS) -> str:
    """Return the measure that is meant: by its key, its label, another name of it, or the only one that begins so.

    Args:
        text: as it was typed.
        known: those to choose from, for whoever typed none.

    Raises:
        UsageError: there is none; the nearest are offered.
    """
    asked, names = _key(text), _names()
    if asked in names:
        return names[asked]
    begun = {metric for name, metric in names.items() if asked and name.startswith(asked)}
    if len(begun) == 1:
        return begun.pop()
    raise UsageError(
        t("There is no measure {text}.", text=text.strip() or '""'),
        why=_nearest(asked, names, begun),
        hint=t("Choose one of: {known}", known=listed(*map(metric_typed, known))),
    )


def _names() -> dict[str, str]:
    """Return each name, made comparable, with the measure it is of; the keys win over everything else."""
    other = {_key(name): metric for metric, names in _WORDS.items() for name in names.split()}
    labels = {_key(metric_label(metric)): metric for metric in METRICS}
    return {**other, **labels, **{_key(metric): metric for metric in METRICS}}


def _key(text: str) -> str:
    return "".join(character for character in fold(text) if character not in " _-・")


def _nearest(asked: str, names: dict[str, str], begun: set[str]) -> str:
    """Say which measures may have been meant."""
    from difflib import get_close_matches  # only for whoever mistyped

    near = sorted(begun) or list(dict.fromkeys(names[name] for name in get_close_matches(asked, names, 3, 0.6)))
    return t("Did you mean {word}?", word=listed(*map(metric_typed, near))) if near else ""
