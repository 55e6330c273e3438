"""A deal's way: the rows that logging its story, contact by contact, would have left in the store."""

from datetime import datetime
from typing import Any

from pipeline_cli.domain.contact import Contact, Promise, Verdict, carried_on, pushed, step_after
from pipeline_cli.domain.next_step import NextStep
from pipeline_cli.zone import zone_name

Row = dict[str, Any]


class Way:
    """The rows of one deal so far, by the rules of ``domain.contact`` that every logged contact follows.

    Attributes:
        deal: the deal as it stands.
        activities: what happened.
        steps: its next steps, the last one perhaps still open.
        stages: what it became, and when.
    """

    def __init__(self, opened_at: datetime, stage: str, **fields: Any) -> None:  # noqa: ANN401  # columns
        self.deal: Row = {
            "state": "open",
            "stage": stage,
            "opened_at": opened_at,
            "stage_since": opened_at,
            **fields,
        }
        self.activities: list[Row] = []
        self.steps: list[Row] = []
        self.stages: list[Row] = [{"state": "open", "stage": stage, "at": opened_at}]
        self._step: NextStep | None = None

    def log(self, contact: Contact) -> None:
        """Write down a contact: what happened, what it says of the deal, what it does to the next step."""
        self.activities.append(_activity(contact))
        self._tell(contact)
        self._follow_up(contact)
        if contact.verdict:
            self._decide(contact.verdict, contact.at)

    def push(self, promise: Promise, at: datetime) -> None:
        """Put another date in the place of the next step, without a contact."""
        step = self._step
        if step:
            self._end(pushed(step, at.date()), at)
        self._promise(promise, step, at)

    def _tell(self, contact: Contact) -> None:
        news = contact.news
        self.deal.update(
            {
                name: value
                for name in ("concern", "if_solved", "decides_on")
                if (value := getattr(news, name)) is not None
            }
        )
        if news.stage and news.stage != self.deal["stage"]:
            self.deal.update(stage=news.stage, stage_since=contact.at)
            self.stages.append({"state": "open", "stage": news.stage, "at": contact.at})

    def _follow_up(self, contact: Contact) -> None:
        step, outcome = self._step, step_after(self._step, contact, contact.at.date())
        if step and outcome != "open":
            self._end(outcome, contact.at)
        elif step and not contact.answered:
            self._step = step._replace(attempts=step.attempts + 1)
            self.steps[-1].update(attempts=self._step.attempts)
        if contact.promise and not contact.verdict:
            self._promise_after(outcome, step, contact.promise, contact)

    def _promise_after(self, outcome: str, step: NextStep | None, promise: Promise, contact: Contact) -> None:
        if self._step and outcome == "open":  # they will be in touch, and the date that was set before stands
            self._step = self._step._replace(waiting=True)
            self.steps[-1].update(waiting=True)
            return
        pushed_step = step if outcome in ("moved", "missed") else None
        self._promise(promise, pushed_step, contact.at, attempts=int(not contact.answered))

    def _end(self, outcome: str, at: datetime) -> None:
        self.steps[-1].update(state=outcome, ended_at=at)
        self._step = None

    def _promise(self, promise: Promise, step: NextStep | None, at: datetime, *, attempts: int = 0) -> None:
        """Set the next step; what was pushed is counted on."""
        told = carried_on(promise, step) if step else promise
        moves = step.moves + int(step.due is not None) if step else 0
        tries = step.attempts + attempts if step else 0
        is_agreed = told.agreed and told.due is not None
        self._step = NextStep(0, 0, told.due, told.by, told.why, is_agreed, told.waiting, moves, tries)
        self.steps.append(_step_row(self._step, at))

    def _decide(self, verdict: Verdict, at: datetime) -> None:
        if self._step:
            self._end("dropped", at)
        is_parked = verdict.state == "parked"
        self.deal.update(
            state=verdict.state,
            closed_at=None if is_parked else at,
            lost_reason=verdict.reason,
            parked_until=verdict.until,
        )
        self.stages.append({"state": verdict.state, "stage": self.deal["stage"], "at": at})


def _activity(contact: Contact) -> Row:
    names = ("at", "kind", "inbound", "reached", "minutes", "appointment", "valid", "note", "helped", "thanked")
    return {**{name: getattr(contact, name) for name in names}, "zone": zone_name(contact.at)}


def _step_row(step: NextStep, at: datetime) -> Row:
    due = step.due
    return {
        "due_on": due.on if due and due.is_all_day else None,
        "due_at": due.at if due else None,
        "zone": zone_name(at),
        "by": step.by,
        "why": step.why,
        "agreed": step.agreed,
        "waiting": step.waiting,
        "moves": step.moves,
        "attempts": step.attempts,
        "set_at": at,
        "state": "open",
        "ended_at": None,
    }
