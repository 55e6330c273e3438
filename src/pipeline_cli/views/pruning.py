"""The screen and the JSON of ``pipe prune``: what could be let go, with the evidence, and what that frees."""

from collections.abc import Iterator
from typing import Any

from pipeline_cli.domain.pipeline import Pipeline
from pipeline_cli.domain.pruning import Decided, Pruning, SuggestedDeal
from pipeline_cli.domain.staleness import Freed, Suggestion
from pipeline_cli.i18n import sentences, t, tn
from pipeline_cli.money.writing import format_short
from pipeline_cli.views.as_json import deal_json, money_json
from pipeline_cli.views.sheet import Line, Page, Part, Sheet, flowed, joined
from pipeline_cli.views.text import on_a_line

INDENT = "     "
EVIDENCE_LINES = 4
HOUR = 60
LEAST_SHOWN = 0.01


def pruning_screen(pruning: Pruning) -> Sheet:
    """Lay out suggestions, the clearest first, each with its evidence."""
    return Sheet(lambda page: _lines(pruning, page))


def pruning_json(pruning: Pruning) -> dict[str, Any]:
    """Return suggestions as the README promises them."""
    document = {
        "now": pruning.now.isoformat(),
        "suggestions": [_suggestion_json(one) for one in pruning.shown],
        "total": pruning.total,
        "kept": pruning.kept,
        "freed": pruning.freed._asdict(),
        "basis": {
            "closed_deals": pruning.basis.closed_deals,
            "won": pruning.basis.won,
            "own_history": pruning.basis.is_own_history,
        },
    }
    return {**document, "decided": _decided_json(pruning.decided)} if pruning.decided else document


def _decided_json(decided: Decided) -> dict[str, Any]:
    return {**decided._asdict(), "before": _pipeline_json(decided.before), "after": _pipeline_json(decided.after)}


def _pipeline_json(pipeline: Pipeline) -> dict[str, Any]:
    return {"deals": pipeline.deals, "values": [money_json(value) for value in pipeline.values]}


def action_words(action: str) -> str:
    """Return what is suggested, in words."""
    return {
        "close": t("let go"),
        "ask": t("ask for a decision"),
        "park": t("park"),
        "reconnect": t("reconnect"),
        "": "",
    }[action]


def _suggestion_json(one: SuggestedDeal) -> dict[str, Any]:
    fields = one.suggestion._asdict()
    del fields["deal_id"]
    fields["action"] = fields["action"] or None
    evidence = [piece._asdict() for piece in one.suggestion.evidence]
    return {"deal": deal_json(one.deal), **fields, "evidence": evidence}


def _lines(pruning: Pruning, page: Page) -> Iterator[Line]:
    if pruning.decided:
        yield from _decided(pruning)
        yield []
    if not pruning.shown and not pruning.total:
        yield from flowed([(_nothing(pruning), "good" if pruning.kept else "")], page, lines=3)
        return
    yield from _head(pruning, page)
    for one in pruning.shown:
        yield []
        yield from _suggestion(one, page)
    yield []
    yield from _foot(pruning, page)


def _head(pruning: Pruning, page: Page) -> Iterator[Line]:
    title = tn(
        "One of {open} open deals could be let go or decided",
        "{n} of {open} open deals could be let go or decided",
        pruning.total,
        open=pruning.total + pruning.kept,
    )
    yield from flowed([(title, "heading")], page, lines=2)
    basis = pruning.basis
    known = tn("one closed deal", "{n} closed deals", basis.closed_deals)
    history = t("measured against your own {known}, {won} of them won", known=known, won=basis.won)
    usual = t("measured against the usual figures: {known} so far is too few to go by", known=known)
    yield from flowed([(history if basis.is_own_history else usual, "aside")], page, lines=2)


def _suggestion(one: SuggestedDeal, page: Page) -> Iterator[Line]:
    deal, suggestion = one.deal, one.suggestion
    value = format_short(deal.value) if deal.value else ""
    head: list[Part] = [
        (f"#{deal.id} {on_a_line(deal.customer_name)}", "customer"),
        (on_a_line(deal.title), ""),
        (action_words(suggestion.action), "due"),
        (value, ""),
        (chance(suggestion), ""),
    ]
    yield from flowed(joined(head, page.signs), page, lines=2)
    for line in flowed([(evidence_text(suggestion), "aside")], page.less(len(INDENT)), lines=EVIDENCE_LINES):
        yield [(INDENT, ""), *line]


def evidence_text(suggestion: Suggestion) -> str:
    """Return why a deal is suggested, in sentences; how little the history tells is said once for all of them."""
    return on_a_line(sentences(*(piece.text for piece in suggestion.evidence if piece.code != "little_history")))


def chance(suggestion: Suggestion) -> str:
    """Return the chance that a deal is still won, and how sure that is."""
    return t(
        "chance {p} % ({low} to {high})",
        p=_percent(suggestion.win_probability),
        low=_percent(suggestion.win_probability_low),
        high=_percent(suggestion.win_probability_high),
    )


def _percent(share: float) -> str:
    return "< 1" if 0 < share < LEAST_SHOWN else f"{100 * share:.0f}"


def _foot(pruning: Pruning, page: Page) -> Iterator[Line]:
    more = pruning.total - len(pruning.shown)
    if more > 0:
        yield from flowed([(t("… and {n} more: pipe prune --list --limit 0", n=more), "aside")], page, lines=2)
    if not pruning.decided and pruning.freed.new_approaches_per_week:
        yield from flowed([(frees(pruning.freed), "good")], page, lines=2)
    advice = t('pipe prune --close N,N --reason "…"   --park N --until WHEN   --keep N --next WHEN')
    yield from flowed([(advice, "aside")], page, lines=2)


def _decided(pruning: Pruning) -> Iterator[Line]:
    decided = pruning.decided
    if decided is None:
        return
    counts = {
        t("let go"): decided.closed,
        t("won"): decided.won,
        t("parked"): decided.parked,
        t("ask for a decision"): decided.asked,
        t("kept"): decided.kept,
    }
    for name, numbers in counts.items():
        if numbers:
            yield [(f"✓ {name}  ", "good"), (" ".join(f"#{number}" for number in numbers), "number")]
    if pruning.freed.new_approaches_per_week:
        yield [(frees(pruning.freed), "good")]


def frees(freed: Freed) -> str:
    """Return what letting go gives back, in a sentence."""
    time = time_words(freed.minutes_per_week)
    if not freed.new_approaches_per_week:
        return t("Letting go frees {time} a week.", time=time)
    approaches = tn("one new approach", "{n} new approaches", freed.new_approaches_per_week)
    return t("Letting go frees {time} a week: room for {approaches}.", time=time, approaches=approaches)


def time_words(minutes: int) -> str:
    """Return how long something takes."""
    hours, rest = divmod(minutes, HOUR)
    return t("{hours} h {minutes} min", hours=hours, minutes=rest) if hours else t("{n} min", n=rest)


def _nothing(pruning: Pruning) -> str:
    if not pruning.kept:
        return t('No open deals. "pipe log" writes down the first contact.')
    return tn(
        "Nothing to let go: your one open deal is being worked on.",
        "Nothing to let go: your {n} open deals are all being worked on.",
        pruning.kept,
    )
