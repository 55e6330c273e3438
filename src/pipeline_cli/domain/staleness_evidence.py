"""Why a deal is suggested, in words and figures: what speaks for it, and how sure that is."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from pipeline_cli.domain.open_deal import OpenDeal
from pipeline_cli.domain.silence_history import Basis, History, Precedents
from pipeline_cli.domain.staleness_difference import Difference
from pipeline_cli.domain.staleness_verdict import RECENT_DAYS, Verdict
from pipeline_cli.domain.win_chance import DEFAULTS_WORTH
from pipeline_cli.i18n import t, tn
from pipeline_cli.money.amount import Money
from pipeline_cli.money.writing import format_short

SMALL_CHANGE = 1_000
"""Minor units below which an amount that is only to be expected is no figure worth giving."""


class Evidence(NamedTuple):
    """One reason: a code that never changes, for scripts, and a sentence for people."""

    code: str
    text: str


def evidence(
    verdict: Verdict, precedents: Precedents, history: History, today: date, apart: Difference | None = None
) -> tuple[Evidence, ...]:
    """Return the reasons for a verdict: silence, the user's own history, then what the deal itself says.

    ``apart`` is why the chance is lower than that history, where it is.
    """
    deal = verdict.deal
    return (
        *_quiet(verdict.silent_days, precedents, history),
        *(_apart(apart, verdict) if apart else ()),
        *_decision(deal, today),
        *_next_step(deal, verdict.silent_days, today),
        *_contacts(deal),
        *_worth(verdict),
        *_price(verdict),
    )


def _quiet(silent_days: int, precedents: Precedents, history: History) -> Iterator[Evidence]:
    """Say what the silence means, where it had a part in the verdict."""
    if silent_days >= RECENT_DAYS:
        yield Evidence("silence", _silence(silent_days, history))
        yield from _own_history(precedents, history.basis)


def _silence(days: int, history: History) -> str:
    """Set the silence against that of won deals: the user's own, or the limit that leans on the usual one."""
    own_days, limit = history.won_silence_days, round(history.limit_days)
    if own_days is not None and history.basis.won >= DEFAULTS_WORTH:
        if days > own_days:
            return tn(
                "No contact for {days} days; 95 % of your won deals were never silent longer than a day.",
                "No contact for {days} days; 95 % of your won deals were never silent longer than {n}.",
                own_days,
                days=days,
            )
    elif days > limit:
        return t(
            "No contact for {days} days; won deals are rarely silent longer than {limit}.",
            days=days,
            limit=limit,
        )
    return t("No contact for {days} days.", days=days)


def _own_history(precedents: Precedents, basis: Basis) -> Iterator[Evidence]:
    """Count the user's own deals that were as silent, and say so where they are few."""
    if precedents.closed:
        text = _won_at_stage(precedents) if precedents.is_at_stage else _won_in_all(precedents)
        yield Evidence("own_history", text)
    elif basis.is_own_history:
        text = t("None of your {closed} closed deals was ever silent this long.", closed=f"{basis.closed_deals:,}")
        yield Evidence("own_history", text)
    if not basis.is_own_history:
        yield Evidence("little_history", _little_history(basis.closed_deals))


def _apart(apart: Difference, verdict: Verdict) -> Iterator[Evidence]:
    """Say what became of those that were as old, too, and what else makes the chance lower than that."""
    if apart.as_old:
        yield Evidence("own_history_as_old", _as_old(apart.as_old, verdict.age_days))
    if apart.reasons:
        reasons = apart.reasons[0]
        for other in apart.reasons[1:]:
            reasons = t("{one}, and {other}", one=reasons, other=other)
        yield Evidence("chance_lower", t("This one's chance is lower: {reasons}.", reasons=reasons))


def _as_old(counted: Precedents, days: int) -> str:
    if not counted.closed:
        return t("None of those was open for {days} days, as this one is.", days=f"{days:,}")
    if not counted.won:
        return tn(
            "One of those was open for {days} days, as this one is; it was not won.",
            "{n} of those were open for {days} days, as this one is; none of them was won.",
            counted.closed,
            days=f"{days:,}",
        )
    return tn(
        "{closed} of those were open for {days} days, as this one is; {n} of them was won.",
        "{closed} of those were open for {days} days, as this one is; {n} of them were won.",
        counted.won,
        closed=f"{counted.closed:,}",
        days=f"{days:,}",
    )


def _won_at_stage(precedents: Precedents) -> str:
    if not precedents.won:
        return t(
            "Of your {closed} closed deals that came this far and were silent this long, none was won.",
            closed=f"{precedents.closed:,}",
        )
    return tn(
        "Of your {closed} closed deals that came this far and were silent this long, {n} was won.",
        "Of your {closed} closed deals that came this far and were silent this long, {n} were won.",
        precedents.won,
        closed=f"{precedents.closed:,}",
    )


def _won_in_all(precedents: Precedents) -> str:
    if precedents.closed == 1:
        if precedents.won:
            return t("Your one closed deal that was silent this long was won.")
        return t("Your one closed deal that was silent this long was not won.")
    if not precedents.won:
        return t(
            "Of your {closed} closed deals that were silent this long, none was won.",
            closed=f"{precedents.closed:,}",
        )
    return tn(
        "Of your {closed} closed deals that were silent this long, {n} was won.",
        "Of your {closed} closed deals that were silent this long, {n} were won.",
        precedents.won,
        closed=f"{precedents.closed:,}",
    )


def _little_history(closed: int) -> str:
    if not closed:
        return t("No closed deals so far: this leans on the usual figures.")
    return tn(
        "Only {n} closed deal so far: this leans on the usual figures.",
        "Only {n} closed deals so far: this leans on the usual figures.",
        closed,
    )


def _decision(deal: OpenDeal, today: date) -> Iterator[Evidence]:
    """Say when the decision was due, or will be."""
    if deal.decides_on is None:
        return
    days = (today - deal.decides_on).days
    if days > 0:
        text = tn("The decision date passed {n} day ago.", "The decision date passed {n} days ago.", days)
        yield Evidence("decision_passed", text)
    else:
        yield Evidence("decision_ahead", t("They decide in {days} days.", days=-days))


def _next_step(deal: OpenDeal, silent_days: int, today: date) -> Iterator[Evidence]:
    """Say what has become of the next step."""
    if deal.moves:
        text = tn("The next step was pushed once.", "The next step was pushed {n} times.", deal.moves)
        yield Evidence("moves", text)
    if deal.is_waiting:
        text = t("They said they would be in touch {days} days ago; no next step is set.", days=silent_days)
        yield Evidence("waiting", text)
    elif deal.due_on is None:
        yield Evidence("no_next_step", t("No next step is set."))
    elif (days := (today - deal.due_on).days) > 0:
        yield Evidence("overdue", tn("The next step is {n} day overdue.", "The next step is {n} days overdue.", days))
    else:
        yield Evidence("own_plan", _own_plan(-days))


def _own_plan(days: int) -> str:
    if not days:
        return t("The next step today is your own plan; they have not agreed to it.")
    return tn(
        "The next step in {n} day is your own plan; they have not agreed to it.",
        "The next step in {n} days is your own plan; they have not agreed to it.",
        days,
    )


def _contacts(deal: OpenDeal) -> Iterator[Evidence]:
    """Say whether the customer answers."""
    if not deal.contacts:
        yield Evidence("never_reached", t("No conversation with them is on record."))
    if deal.attempts:
        text = tn("{n} try has had no answer.", "{n} tries have had no answer.", deal.attempts)
        yield Evidence("unanswered", text)


def _worth(verdict: Verdict) -> Iterator[Evidence]:
    """Say why a silent deal is worth another contact."""
    if verdict.action == "reconnect":
        text = t(
            "Worth {times} times your usual open deal, and you spoke {contacts} times.",
            times=f"{verdict.worth:.1f}",
            contacts=verdict.deal.contacts,
        )
        yield Evidence("high_value", text)


def _price(verdict: Verdict) -> Iterator[Evidence]:
    """Say what going on costs and may be expected to bring, where that decided whether to let go or to ask."""
    price = verdict.price
    if price is None or verdict.action != ("ask" if price.is_worth_it else "close"):
        return
    words = {
        "minutes": _duration(price.minutes),
        "hour": format_short(price.hour),
        "cost": format_short(price.cost),
        "expected": _roughly(price.expected),
    }
    if price.is_worth_it or price.expected.minor < SMALL_CHANGE:
        text = t(
            "Going on usually takes another {minutes}: {cost} at {hour} an hour, for {expected} to be expected.",
            **words,
        )
    else:
        text = t(
            "Going on usually takes another {minutes}: {cost} at {hour} an hour, for only {expected} to be expected.",
            **words,
        )
    yield Evidence("price", text)


def _roughly(money: Money) -> str:
    """Return what is only to be expected in two figures, and as less than a small amount where it is hardly any."""
    if money.minor < SMALL_CHANGE:
        return t("less than {amount}", amount=format_short(Money(SMALL_CHANGE, money.currency)))
    unit = int(10 ** (len(str(money.minor)) - 2))
    return format_short(Money(round(money.minor / unit) * unit, money.currency))


def _duration(minutes: int) -> str:
    """Return how long something takes."""
    hours, rest = divmod(minutes, 60)
    if hours and not rest:
        return t("{hours} h", hours=f"{hours:,}")
    return t("{hours} h {minutes} min", hours=f"{hours:,}", minutes=rest) if hours else t("{n} min", n=rest)
