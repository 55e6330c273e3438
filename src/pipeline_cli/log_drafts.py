"""``pipe log --drafts`` and ``--discard``: what was typed for ``pipe log`` and is not saved yet."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from pipeline_cli.context import Run
from pipeline_cli.errors import NotFoundError, UsageError
from pipeline_cli.i18n import t, tn
from pipeline_cli.services.drafts import Draft, drop_draft, newest_drafts

if TYPE_CHECKING:
    from pipeline_cli.domain.draft_list import ListedDraft
    from pipeline_cli.log_line import LogLine

LIST, DISCARD = "drafts", "discard"
ALL: Final = "all"


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


def typed_at(kept: str, now: datetime) -> str:
    """Return when something was typed, as it is kept, where the user is; "" where that is not known."""
    from pipeline_cli.dates.format import format_date

    if not kept:
        return ""
    at = datetime.fromisoformat(kept).astimezone(now.tzinfo)
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
    if not drafts:
        run.write_line(t("No drafts: all that you logged was saved."))
    else:
        from pipeline_cli.views.draft_list import drafts_screen

        run.has_answered = True
        run.console.print(drafts_screen([_listed(run, *one) for one in enumerate(drafts, 1)], run.now))
        run.say(t("pipe log --resume takes up the first; --discard N discards one."))
    _tell_edits(run)


def _tell_edits(run: Run) -> None:
    """Say which edits wait as well, and how to take them up."""
    import shlex

    from pipeline_cli.services.kept_edits import kept_edits

    for edit in kept_edits(run.store.path):
        who = str(edit.meant.deal or shlex.quote(edit.before["customer"]["name"]))
        command = f"pipe edit {who} --editor --resume"
        run.say(t("An edit of {when} waits: {command}", when=typed_at(edit.at, run.now), command=command))


def _json(number: int, draft: Draft) -> dict[str, Any]:
    return {
        "number": number,
        "at": draft.at or None,
        "words": list(draft.words),
        "note": draft.note,
        "is_of_another_store": draft.is_stray,
    }


def _listed(run: Run, number: int, draft: Draft) -> "ListedDraft":
    """Return what the list shows of a draft: what can be read of it in words, the rest as it was typed."""
    from pipeline_cli.asking import KEYS, OTHERS, answers_of
    from pipeline_cli.domain.draft_list import ListedDraft
    from pipeline_cli.log_line import log_line

    line = log_line(draft.words)
    answers, refused = answers_of(run, line, draft.note)
    others = (one for one in line.options if one in refused or one.name not in {*KEYS, *OTHERS})
    typed = [*(word for option in others for word in option.words), *line.left_out]
    typed += [t("(for another store: {store})", store=draft.asked or "?")] if draft.is_stray else []
    is_answered = draft.begun is None or answers.value(draft.begun[0])
    begun = None if is_answered else draft.begun
    return ListedDraft(number, typed_at(draft.at, run.now), _name(run, line.who or ""), answers, begun, " ".join(typed))


def _name(run: Run, who: str) -> str:
    """Return the customer that a draft is about: by name, where a deal's number was given."""
    from pipeline_cli.services.who import deal_number
    from pipeline_cli.store.read.deals import deals_by_id

    number = deal_number(who)
    deals = deals_by_id(run.store.reader, [number], run.now.tzinfo) if number is not None else {}
    return f"#{number} {deals[number].customer_name}" if number in deals else who


def draft_about(run: Run, who: str) -> Draft | None:
    """Return the newest draft that is about somebody; None where there is none."""
    from pipeline_cli.log_line import log_line

    drafts = (one for one in newest_drafts(run.store.path) if not one.is_stray)
    named = ((draft, log_line(draft.words).who) for draft in drafts)
    return next((draft for draft, other in named if other and _is_same(run, who, other)), None)


def _is_same(run: Run, who: str, other: str) -> bool:
    from pipeline_cli.domain.names import name_key
    from pipeline_cli.services.who import resolve_customer

    try:
        return resolve_customer(run.store.reader, who) == resolve_customer(run.store.reader, other)
    except NotFoundError:  # a new one, or several that could be meant
        return name_key(who) == name_key(other)
