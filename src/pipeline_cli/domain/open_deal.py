"""An open deal as a judgement of it sees it: plain days and counts, nothing that must be looked up."""

from datetime import date
from typing import NamedTuple

from pipeline_cli.domain.snapshot import Snapshot, step_word


class OpenDeal(NamedTuple):
    """What is known of one open deal today; small enough to read thirty thousand of them at once.

    Attributes:
        deal_id: its number.
        stage: the key of its stage.
        opened_on: the day it was opened.
        stage_since_on: the day it entered its stage.
        last_reached_on: the day the customer last took part in a contact, None if never.
        moves: pushes of the present next step.
        minutes: time spent on it so far.
        contacts: how often the customer was reached.
        attempts: contacts without an answer since the customer was last reached.
        follow_up: "planned", "waiting" (they said they would be in touch, no day is set) or "none".
        due_on: the day of the open next step.
        agreed: whether the customer agreed to that step.
        decides_on: the day the customer said they would decide by.
        value_minor: what it is worth, in minor units of its currency.
        currency: that currency's code; only values of one currency are compared.
        source: where it came from.
        owner: whose it is.
        recent: how often the customer was reached lately.
        inbound: how often in those the customer was the one to get in touch.
        replies: how often they were in all that time.
        profit_minor: what it would bring, in the same minor units.
    """

    deal_id: int
    stage: str
    opened_on: date
    stage_since_on: date
    last_reached_on: date | None
    moves: int
    minutes: int
    contacts: int
    attempts: int
    follow_up: str
    due_on: date | None
    agreed: bool
    decides_on: date | None
    value_minor: int | None
    currency: str = ""
    source: str = ""
    owner: str = ""
    recent: int = 0
    inbound: int = 0
    replies: int = 0
    profit_minor: int | None = None

    def silent_days(self, today: date) -> int:
        """Return the days since the customer was last reached, or since opening if that is later."""
        since, reached_on = self.opened_on, self.last_reached_on
        if reached_on is not None and reached_on > since:
            since = reached_on
        return _days(since, today)

    def age_days(self, today: date) -> int:
        """Return the days since it was opened."""
        return _days(self.opened_on, today)

    def stage_days(self, today: date) -> int:
        """Return the days since it entered its stage."""
        return _days(self.stage_since_on, today)

    def seen(self, today: date) -> Snapshot:
        """Return what a chance of winning is worked out from."""
        return Snapshot(
            deal_id=self.deal_id,
            stage=self.stage,
            source=self.source,
            owner=self.owner,
            age=_days(self.opened_on, today),
            silence=self.silent_days(today),
            stage_age=_days(self.stage_since_on, today),
            contacts=self.contacts,
            recent=self.recent,
            inbound=self.inbound,
            minutes=self.minutes,
            attempts=self.attempts,
            moves=self.moves,
            step=self._step(today),
            replies=self.replies,
        )

    def _step(self, today: date) -> str:
        if self.due_on is None:
            return "waiting" if self.follow_up == "waiting" else ""
        return step_word(self.due_on.toordinal(), today.toordinal(), is_agreed=self.agreed)

    def has_step_to_come(self, today: date) -> bool:
        """Tell whether its next step is not overdue."""
        return self.due_on is not None and self.due_on >= today

    def has_decision_passed(self, today: date) -> bool:
        """Tell whether the day the customer wanted to decide by has passed."""
        return self.decides_on is not None and self.decides_on < today

    @property
    def is_waiting(self) -> bool:
        """Tell whether the customer said they would be in touch, and that is all."""
        return self.follow_up == "waiting" and self.due_on is None


def _days(since: date, today: date) -> int:
    """Return whole days gone by; 0 for a day to come, which an import may bring."""
    return max(0, (today - since).days)
