"""What stands behind a field of ``pipe edit --editor``: which words or forms it takes."""

from collections.abc import Sequence

from pipeline_cli.commands.choice_words import choice_word
from pipeline_cli.domain.activity import KINDS
from pipeline_cli.domain.deal import IF_SOLVED
from pipeline_cli.domain.next_step import CHANNELS
from pipeline_cli.domain.stages import stage_keys
from pipeline_cli.i18n import listed, t


def section_remark(section: str, fields: dict[str, object]) -> str:
    """Return what is to be known of a section; "" where that is plain."""
    if section == "activity":
        return t("the newest conversation, unless --activity N names another")
    if section == "next_step" and not (fields.get("due") or fields.get("waiting")):
        return t("there is none yet: a date sets one")
    return ""


def field_remark(name: str) -> str:
    """Return what a field takes; "" where it takes any text."""
    words = _words(name)
    return words or {
        "value": t('an amount: "1.5M", "EUR 3,500"'),
        "decides_on": t('a day: "15 dec", "2026-12-18"'),
        "due": t('a day, and a time: "tue 14:00", "2026-12-03"'),
        "agreed": t("true or false"),
        "waiting": t("true or false: whether they said they would be in touch"),
        "valid": t('true, false or ""'),
        "phones": t('a list: ["one", "two"]'),
        "minutes": t('a whole number, or ""'),
    }.get(name, "")


def _words(name: str) -> str:
    """Return the words that a field takes, in English and as the user calls them; "" where it takes others."""
    if name == "kind":
        return _listed("kind", KINDS)
    if name == "by":
        return f'{_listed("channel", CHANNELS)}, ""'
    if name == "if_solved":
        return f'{_listed("answer", IF_SOLVED)}, ""'
    return _listed("stage", stage_keys()) if name == "stage" else ""


def _listed(what: str, words: Sequence[str]) -> str:
    return listed(*(word if (own := choice_word(what, word)) == word else f"{word} ({own})" for word in words))
