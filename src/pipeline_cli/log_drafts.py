"""``pipe log --drafts`` and ``--discard``: what was typed for ``pipe log`` and is not saved yet."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from pipeline_cli.context import Run
from pipeline_cli.errors import NotFoundError, UsageError
from pipeline_cli.i18n import t, tn
from pipeline_cli.services.drafts import Draft, drop_draft, newest_drafts

if TYPE_CHECKING:
    from pipeline_cli.log_line import LogLine

LIST, DISCARD = "drafts", "discard"
ALL: Final = "all"
MOST_SHOWN: Final = 200
"""Characters of a draft in the list."""


def asks_about_drafts(words: Sequence[str]) -> bool:
    """Tell whether a command line behind ``log`` is about drafts, and logs nothing."""
    end = words.index("--") if "--" in words else len(words)
    return any(word.partition("=")[0] in (f"--{LIST}", f"--{DISCARD}") for word in words[:end])


def show_drafts(run: Run, words: Sequence[str]) -> int:
    """Discard the drafts that are named, and show those that there are, the newest first.

    Raises:
        UsageError: it says more than that, or no number.
        NotFoundError: there is no draft of that number.
    """
    from pipeline_cli.log_line import log_line

    named = _named(log_line(words))
    drafts = newest_drafts(run.store.path)
    if named is not None:
        gone = _meant(drafts, named)
        for draft in gone:
            drop_draft(draft)
        drafts = [draft for draft in drafts if draft not in gone]
        run.say(tn("One draft is discarded.", "{n} drafts are discarded.", len(gone)))
    _show(run, drafts)
    return 0


def typed_at(draft: Draft, now: datetime) -> str:
    """Return when a draft was typed, where the user is; "" where that is not known."""
    from pipeline_cli.dates.format import format_date

    if not draft.at:
        return ""
    at = datetime.fromisoformat(draft.at).astimezone(now.tzinfo)
    return f"{format_date(at.date())} {at:%H:%M}"


def _named(line: "LogLine") -> str | None:
    """Return which drafts are to be discarded; None where they are only to be listed."""
    others = {option.name for option in line.options} - {LIST, DISCARD}
    if line.left_out or line.who or others:
        raise UsageError(
            t("A list of drafts logs nothing."), hint=t("Leave out the rest: pipe log --drafts, pipe log --discard 2")
        )
    said = [option.words for option in line.options if option.name == DISCARD]
    if not said:
        return None
    value = said[-1][0].partition("=")[2]
    return said[-1][1] if len(said[-1]) > 1 else value


def _meant(drafts: Sequence[Draft], named: str) -> Sequence[Draft]:
    if named == ALL:
        return drafts
    if not (named.isascii() and named.isdecimal()):
        raise UsageError(t("{text} is no number of a draft.", text=named), hint=_how())
    number = int(named[:6])
    if not 0 < number <= len(drafts):
        raise NotFoundError(t("There is no draft {number}.", number=number), hint=_how())
    return [drafts[number - 1]]


def _how() -> str:
    return t('"pipe log --drafts" lists them with their numbers; --discard all discards every one.')


def _show(run: Run, drafts: Sequence[Draft]) -> None:
    if run.settings.json:
        run.write_json({"drafts": [_json(number, draft) for number, draft in enumerate(drafts, 1)]})
        return
    for number, draft in enumerate(drafts, 1):
        run.write_line(f"{number}  {_text(draft, run)}")
    if not drafts:
        run.write_line(t("No drafts: all that you logged was saved."))
    else:
        run.say(t("pipe log --resume takes up the first; --discard N discards one."))


def _json(number: int, draft: Draft) -> dict[str, Any]:
    return {"number": number, "at": draft.at or None, "words": list(draft.words), "note": draft.note}


def _text(draft: Draft, run: Run) -> str:
    from pipeline_cli.domain.text import visible

    told = [*draft.words, draft.note or "", draft.begun[1] if draft.begun else ""]
    return visible("  ".join(filter(None, (typed_at(draft, run.now), " ".join(" ".join(told).split())))))[:MOST_SHOWN]
