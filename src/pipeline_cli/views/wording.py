"""How a deal, its next step and a conversation are put in a few words, the same on every screen."""

from datetime import date, datetime

from pipeline_cli.dates import distance, format_day
from pipeline_cli.domain.activity import Activity
from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.next_step import Due, NextStep
from pipeline_cli.i18n import t, tn
from pipeline_cli.views.sheet import Part
from pipeline_cli.views.text import stage_name

HOUR = 60


def due_text(due: Due, today: date) -> str:
    """Return when a step is due: its day, and its time where it has one."""
    day = format_day(due.on, today)
    return day if due.at is None else f"{day} {due.at:%H:%M}"


def lateness(due: Due, now: datetime) -> str:
    """Return how late a step is, in words; "" where it is not."""
    days = (now.date() - due.on).days
    if days > 0:
        return tn("{n} day late", "{n} days late", days)
    minutes = int((now - due.at).total_seconds()) // 60 if due.at else 0
    if minutes < 1:
        return ""
    return tn("{n} hour late", "{n} hours late", minutes // HOUR) if minutes >= HOUR else t("{n} min late", n=minutes)


def silence(days: int) -> str:
    """Return for how long a customer has not been reached."""
    return tn("silent {n} day", "silent {n} days", days) if days else t("reached today")


def step_words(step: NextStep) -> list[Part]:
    """Return a step's channel, whose plan it is, whether they would call, and how often it moved and was tried."""
    return [
        (t(step.by) if step.by else "", ""),
        (t("agreed"), "agreed") if step.agreed else (t("own plan"), "plan"),
        (waiting_words(step), "plan"),
        (tn("moved {n} time", "moved {n} times", step.moves) if step.moves else "", ""),
        (tn("tried {n} time", "tried {n} times", step.attempts) if step.attempts else "", ""),
    ]


def waiting_words(step: NextStep) -> str:
    """Return that the customer would be in touch before the day of a step; "" where that was not said."""
    return t("they will be in touch") if step.waiting and step.due else ""


def standing(deal: Deal, today: date) -> str:
    """Return how a deal stands: its stage while it is open, else its verdict, and since or until when."""
    if deal.parked_until:
        return t("parked until {day}", day=format_day(deal.parked_until, today))
    if deal.closed_at is None:
        return stage_name(deal.stage)
    day = format_day(deal.closed_at.date(), today)
    return t("won {day}", day=day) if deal.state == "won" else t("lost {day}", day=day)


def with_distance(day: date, today: date) -> str:
    """Return a day, and how far it is from today."""
    return t("{when}, {distance}", when=format_day(day, today), distance=distance(day, today))


def conversation(activity: Activity, today: date) -> str:
    """Return the head of a conversation: its day and its kind."""
    return t("{when}, {kind}", when=format_day(activity.at.date(), today), kind=t(activity.kind))
