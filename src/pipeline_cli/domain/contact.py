"""A contact as it is logged: what happened, what was promised, and what it changes of the deal."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from pipeline_cli.domain.next_step import Due, NextStep
from pipeline_cli.i18n import t
from pipeline_cli.money.amount import Money

FAR_DAYS = 90
"""A next step further away than this is questioned: a quarter is what most plans look ahead."""


class Promise(NamedTuple):
    """The next step that a contact ends with. ``due`` is None where the customer said they would be in touch."""

    due: Due | None
    by: str = ""
    why: str = ""
    agreed: bool = True
    waiting: bool = False


class DealNews(NamedTuple):
    """What a contact says of the deal; None (and no tags) leaves a field as it is."""

    title: str | None = None
    stage: str | None = None
    value: Money | None = None
    profit: Money | None = None
    mrr: Money | None = None
    concern: str | None = None
    if_solved: str | None = None
    decides_on: date | None = None
    tags: tuple[str, ...] = ()

    @property
    def amounts(self) -> dict[str, Money]:
        """The amounts that became known, by name."""
        given = {"value": self.value, "profit": self.profit, "mrr": self.mrr}
        return {name: money for name, money in given.items() if money is not None}

    def with_amounts(self, amounts: Mapping[str, Money]) -> "DealNews":
        """Return the same news with the amounts that are given, by name."""
        return self._replace(value=amounts.get("value"), profit=amounts.get("profit"), mrr=amounts.get("mrr"))

    @property
    def is_nothing(self) -> bool:
        """Tell whether there are no news of the deal."""
        return self == DealNews()


class Verdict(NamedTuple):
    """What a deal has come to: ``won``, ``lost`` with a reason, or ``parked`` until a day."""

    state: str
    reason: str = ""
    until: date | None = None


class Contact(NamedTuple):
    """One contact with a customer."""

    at: datetime
    kind: str = "meeting"
    note: str = ""
    inbound: bool = False
    reached: bool = True
    answered: bool = True
    appointment: bool = False
    valid: bool | None = None
    minutes: int | None = None
    helped: str = ""
    thanked: bool = False
    promise: Promise | None = None
    news: DealNews = DealNews()
    verdict: Verdict | None = None

    @property
    def is_about_a_sale(self) -> bool:
        """Tell whether it is more than a word in passing: something is promised, decided or known of a deal."""
        return bool(self.promise or self.verdict) or not self.news.is_nothing


class Caution(NamedTuple):
    """Something worth knowing about what was just written down. Codes are promised to scripts."""

    code: str
    text: str


def step_after(step: NextStep | None, contact: Contact, at_day: date) -> str:
    """Return what a contact makes of the open next step: ``kept``, ``moved``, ``missed``, ``dropped`` or ``open``.

    Reaching the customer keeps the promise that was due. One that was not due yet stays, unless a new one takes its
    place. Where nobody was reached, a new date pushes the old one: ``moved``, or ``missed`` where it had gone by.
    """
    if step is None:
        return "open"
    is_due = step.due is None or step.due.on <= at_day
    if contact.verdict:
        return "kept" if contact.reached and is_due else "dropped"
    if contact.reached:
        return "kept" if is_due else ("dropped" if contact.promise and contact.promise.due else "open")
    if contact.promise and contact.promise.due:
        return pushed(step, at_day)
    return "open"


def pushed(step: NextStep, today: date) -> str:
    """Return what a next step becomes when another date takes its place: moved in time, or missed."""
    return "missed" if step.due and step.due.on < today else "moved"


def carried_on(promise: Promise, step: NextStep) -> Promise:
    """Return a promise that is about what the step before it was about, unless it says otherwise."""
    return promise._replace(by=promise.by or step.by, why=promise.why or step.why)


def promise_warnings(due: Due | None, now: datetime) -> list[Caution]:
    """Return what is odd about the date of a next step."""
    if due is None:
        return []
    if (due.at < now) if due.at else (due.on < now.date()):
        return [Caution("next_step_in_past", t("The next step is in the past."))]
    if (due.on - now.date()).days > FAR_DAYS:
        return [Caution("far_next_step", t("The next step is {n} days away.", n=(due.on - now.date()).days))]
    return []


def follow_up_warnings(state: str, step: NextStep | None, who: str) -> list[Caution]:
    """Return what is missing before an open deal is followed up."""
    if state != "open" or (step and step.due):
        return []
    if step and step.waiting:
        text = t("Waiting is not follow-up. Agree on when you call: pipe next {who} WHEN", who=who)
        return [Caution("waiting_without_next_step", text)]
    text = t("No next step is set. Set one: pipe next {who} WHEN", who=who)
    return [Caution("no_next_step", text)]
