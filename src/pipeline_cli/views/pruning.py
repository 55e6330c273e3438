"""The screen and the JSON of ``pipe prune``: what could be let go, with the evidence, and what that frees."""

from collections.abc import Iterator
from typing import Any

from pipeline_cli.domain.chasing import USUAL_APPROACHES, Price
from pipeline_cli.domain.pipeline import Pipeline
from pipeline_cli.domain.pruning import Decided, Pruning, SuggestedDeal
from pipeline_cli.domain.staleness import Freed, Suggestion
from pipeline_cli.i18n import sentences, t, tn
from pipeline_cli.money.amount import Money
from pipeline_cli.money.writing import format_short
from pipeline_cli.views.as_json import deal_json, money_json
from pipeline_cli.views.sheet import NAME_LINES, Line, Page, Part, Sheet, flowed, joined
from pipeline_cli.views.text import on_a_line

INDENT = "     "
EVIDENCE_LINES = 40
"""More than any evidence takes on the narrowest screen: none of it is cut."""
HOUR = 60
LEAST_SHOWN = 0.01
_A_TENTH = 0.1  # of a contract; fewer are not worth a word
_MANY = 10  # contracts, from which a tenth of one tells nothing
_AMOUNTS = ("hour_worth", "worth_per_week")


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
        "freed": _freed_json(pruning.freed),
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
    return {"deal": deal_json(one.deal), **fields, "evidence": evidence, "price": _price_json(one.suggestion.price)}


def _price_json(price: Price | None) -> dict[str, Any] | None:
    if price is None:
        return None
    return {
        "minutes_left": price.minutes,
        "hour_worth": money_json(price.hour),
        "cost": money_json(price.cost),
        "expected_profit": money_json(price.expected),
    }


def _freed_json(freed: Freed) -> dict[str, Any]:
    worth = {name: _money_or_null(value) for name, value in freed._asdict().items() if name in _AMOUNTS}
    return {**freed._asdict(), **worth}


def _money_or_null(value: Money | None) -> dict[str, Any] | None:
    return money_json(value) if value else None


def _lines(pruning: Pruning, page: Page) -> Iterator[Line]:
    if pruning.decided:
        yield from _decided(pruning, page)
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
        open=f"{pruning.total + pruning.kept:,}",
    )
    yield from flowed([(title, "heading")], page, lines=2)
    basis = pruning.basis
    known = tn("one closed deal", "{n} closed deals", basis.closed_deals)
    history = t("measured against your own {known}, {won} of them won", known=known, won=f"{basis.won:,}")
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
    yield from flowed(joined(head, page.signs), page, lines=NAME_LINES)
    for line in flowed([(evidence_text(suggestion), "aside")], page.less(len(INDENT)), lines=EVIDENCE_LINES):
        yield [(INDENT, ""), *line]


def evidence_text(suggestion: Suggestion) -> str:
    """Return why a deal is suggested, in sentences; how little the history tells is said once for all of them."""
    return on_a_line(sentences(*(piece.text for piece in suggestion.evidence if piece.code != "little_history")))


def chance(suggestion: Suggestion) -> str:
    """Return the chance that a deal is still won, and how sure that is."""
    low = f"{100 * suggestion.win_probability_low:.0f}"
    high = f"{max(1, 100 * suggestion.win_probability_high):.0f}"
    if suggestion.win_probability < LEAST_SHOWN:
        return t("chance under 1 % (up to {high})", high=high)
    return t("chance {p} % ({low} to {high})", p=f"{100 * suggestion.win_probability:.0f}", low=low, high=high)


def _foot(pruning: Pruning, page: Page) -> Iterator[Line]:
    more = pruning.total - len(pruning.shown)
    if more > 0:
        yield from flowed([(t("… and {n} more: pipe prune --list --limit 0", n=f"{more:,}"), "aside")], page, lines=2)
    if not pruning.decided and pruning.freed.minutes_per_week:
        yield from freed_lines(pruning.freed, page)
    advice = t('pipe prune --close N,N --reason "…"   --park N --until WHEN   --keep N --next WHEN')
    yield from flowed([(advice, "aside")], page, lines=2)


def _decided(pruning: Pruning, page: Page) -> Iterator[Line]:
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
    if pruning.freed.minutes_per_week:
        yield from freed_lines(pruning.freed, page)


def freed_lines(freed: Freed, page: Page) -> Iterator[Line]:
    """Yield what letting go gives back, and what that rests on where it is an estimate."""
    yield from flowed([(frees(freed), "good")], page, lines=3)
    yield from flowed([(price_words(freed), "aside")], page, lines=4)
    yield from flowed([(estimate_note(freed), "aside")], page, lines=3)


def price_words(freed: Freed) -> str:
    """Return what chasing took so far, what its hours are worth, and what they would bring elsewhere."""
    if not freed.minutes_spent:
        return ""
    time = time_words(freed.minutes_spent)
    spent = (
        t("They took about {time} so far.", time=time)
        if freed.is_estimated
        else t("They took {time} so far.", time=time)
    )
    return sentences(spent, _worth_words(freed), _contracts_words(freed))


def _worth_words(freed: Freed) -> str:
    if freed.hour_worth is None or freed.worth_per_week is None or not freed.worth_per_week.minor:
        return ""
    hour, worth = format_short(freed.hour_worth), format_short(freed.worth_per_week)
    if freed.is_hour_set:
        return t("At {hour} an hour, that is worth {worth} a week.", hour=hour, worth=worth)
    return t(
        "At {hour} an hour, your won profit per hour worked, that is worth {worth} a week.", hour=hour, worth=worth
    )


def _contracts_words(freed: Freed) -> str:
    if freed.contracts_per_year < _A_TENTH:
        return ""
    contracts = f"{freed.contracts_per_year:,.{1 if freed.contracts_per_year < _MANY else 0}f}"
    if freed.is_own_ratio:
        return t("By your ratios, so many new approaches come to {contracts} contracts a year.", contracts=contracts)
    return t(
        "By the rule of thumb (1 : {usual}), so many new approaches come to {contracts} contracts a year.",
        usual=USUAL_APPROACHES,
        contracts=contracts,
    )


def frees(freed: Freed) -> str:
    """Return what letting go gives back, in a sentence."""
    time = freed_time(freed)
    if not freed.new_approaches_per_week:
        return t("Letting go frees {time} a week, less than one new approach takes.", time=time)
    approaches = tn("one new approach", "{n} new approaches", freed.new_approaches_per_week)
    return t("Letting go frees {time} a week: room for {approaches}.", time=time, approaches=approaches)


def freed_time(freed: Freed) -> str:
    """Return how much time a week is given back, an estimate as such."""
    time = time_words(freed.minutes_per_week)
    return t("about {time}", time=time) if freed.is_estimated else time


def estimate_note(freed: Freed) -> str:
    """Return what an estimate rests on; "" where there is none."""
    if not freed.is_estimated:
        return ""
    return t("An estimate: contacts without minutes are counted with those usual for their kind.")


def time_words(minutes: int) -> str:
    """Return how long something takes."""
    hours, rest = divmod(minutes, HOUR)
    if hours and not rest:
        return t("{hours} h", hours=f"{hours:,}")
    return t("{hours} h {minutes} min", hours=f"{hours:,}", minutes=rest) if hours else t("{n} min", n=rest)


def _nothing(pruning: Pruning) -> str:
    if not pruning.kept:
        return t('No open deals. "pipe log" writes down the first contact.')
    return tn(
        "Nothing to let go: nothing speaks against your one open deal.",
        "Nothing to let go: nothing speaks against any of your {n} open deals.",
        pruning.kept,
    )
