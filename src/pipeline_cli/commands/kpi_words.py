"""The words behind ``pipe kpi``: set METRIC AMOUNT, drop METRIC, list."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from pipeline_cli.domain.measure_names import metric_of
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t

VERBS: Final = {"set": "set", "drop": "drop", "unset": "drop", "list": "list"}


class Asked(NamedTuple):
    """What is to be done with budgets; nothing where the verb is ""."""

    verb: str = ""
    metric: str = ""
    amount: str = ""


def asked_for(words: Sequence[str]) -> Asked:
    """Return what words ask for; a measure of several words needs no quotes.

    Raises:
        UsageError: they make no sense together, or name no measure.
    """
    if not words:
        return Asked()
    unknown = next((word for word in words if word.startswith("-") and not word[1:2].isdigit()), None)
    if unknown:
        raise UsageError(t("There is no option {option}.", option=unknown), hint=t('See "pipe kpi --help".'))
    verb, rest = VERBS.get(words[0].casefold(), ""), words[1:]
    if verb == "list" and not rest:
        return Asked("list")
    if verb == "drop" and rest:
        return _dropped(rest)
    if verb == "set" and len(rest) > 1:
        return Asked("set", metric_of(" ".join(rest[:-1])), rest[-1])
    raise UsageError(
        t("pipe kpi does not understand: {words}", words=" ".join(words)),
        why=t("It takes set METRIC AMOUNT, drop METRIC, or list."),
        hint=t('pipe kpi set valid_meetings 40 --due "end of month"'),
    )


def _dropped(rest: Sequence[str]) -> Asked:
    """Return which budget is taken away; an amount behind the measure tells it from others that are due that day."""
    try:
        return Asked("drop", metric_of(" ".join(rest)))
    except UsageError:
        if len(rest) > 1 and any(map(str.isdecimal, rest[-1])):
            return Asked("drop", metric_of(" ".join(rest[:-1])), rest[-1])
        raise
