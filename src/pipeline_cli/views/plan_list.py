"""Plans, one on a line, on the screen and as JSON; and what was dropped."""

from collections.abc import Iterator, Sequence
from datetime import date

from pipeline_cli.domain.plan import Plan
from pipeline_cli.domain.plan_words import plan_title
from pipeline_cli.i18n import t
from pipeline_cli.views.as_json import Document
from pipeline_cli.views.plan_json import quota_json
from pipeline_cli.views.sheet import Line, Page, Sheet, flowed


def no_plan_sheet() -> Sheet:
    """Lay out that nothing is planned."""
    return Sheet(_none)


def plans_sheet(plans: Sequence[Plan], today: date) -> Sheet:
    """Lay out all plans."""
    return Sheet(lambda page: _all(plans, today, page))


def plans_json(plans: Sequence[Plan]) -> Document:
    """Return all plans."""
    return {"plans": [quota_json(plan) for plan in plans]}


def dropped_plan_sheet(plan: Plan, today: date) -> Sheet:
    """Lay out a plan that was taken away."""
    return Sheet(lambda page: flowed([(_dropped(plan, today), "")], page, lines=3))


def _dropped(plan: Plan, today: date) -> str:
    return t("No longer planned: {plan}", plan=plan_title(plan, today))


def dropped_plan_json(plan: Plan) -> Document:
    """Return a plan that was taken away."""
    return {"dropped": quota_json(plan)}


def _all(plans: Sequence[Plan], today: date, page: Page) -> Iterator[Line]:
    if not plans:
        yield from _none(page)
    for plan in plans:
        style = "aside" if plan.last_on < today else ""
        yield from flowed([(plan_title(plan, today), style)], page, lines=2)


def _none(page: Page) -> Iterator[Line]:
    text = t("Nothing is planned: {example}", example=t('pipe plan --quota 5M --period "this quarter"'))
    yield from flowed([(text, "aside")], page, lines=3)
