"""What the tests of deals share: a plain deal as it is recorded, and one as it is judged, to be changed."""

from datetime import date

from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.open_deal import OpenDeal
from support import NOW, TODAY, day

DEAL = Deal(
    id=1,
    ref=None,
    title="",
    customer_id=1,
    customer_name="Aoki",
    state="open",
    stage="prospect",
    value=None,
    profit=None,
    mrr=None,
    concern="",
    if_solved="unknown",
    decides_on=None,
    opened_at=NOW,
    stage_since=NOW,
    closed_at=None,
    lost_reason="",
    parked_until=None,
    is_repeat=False,
    tags=(),
    source="",
)

OPEN_DEAL = OpenDeal(
    deal_id=1,
    stage="prospect",
    opened_on=TODAY,
    stage_since_on=TODAY,
    last_reached_on=None,
    moves=0,
    minutes=0,
    contacts=0,
    attempts=0,
    follow_up="none",
    due_on=None,
    agreed=False,
    decides_on=None,
    value_minor=None,
)


def days_ago(days: int) -> date:
    """Return a day that has been; one to come where the number is negative."""
    return day(-days)
