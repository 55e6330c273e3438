"""A plan in words: what is won and open, what the rest takes, whether it is within reach."""

from collections.abc import Iterator
from typing import Final

from pipeline_cli.dates import format_day
from pipeline_cli.domain.plan_needs import Planned
from pipeline_cli.domain.plan_ratios import PlanRatios
from pipeline_cli.domain.plan_words import amount_text
from pipeline_cli.domain.rate import ENOUGH
from pipeline_cli.i18n import listed, sentences, t, tn
from pipeline_cli.money.currencies import currency_name
from pipeline_cli.money.writing import format_short
from pipeline_cli.views.kpi_closing import closing_command, closing_text
from pipeline_cli.views.kpi_words import landing_text, pace_notes, percent, range_text
from pipeline_cli.views.text import Signs

STYLES: Final = {"ahead": "good", "on course": "good", "behind": "due", "out of reach": "overdue"}


def won_so_far(planned: Planned) -> str:
    """Return what is won, and which share of the quota that is."""
    share = planned.row.progress or 0.0
    return t("{won}: {percent} of it", won=_amount(planned, planned.won), percent=percent(share))


def open_deals(planned: Planned) -> str:
    """Return what is open, what of it should come in time, and how far that covers what is missing."""
    work = planned.work
    if not work.deals:
        return t("none")
    worth = listed(*map(format_short, work.values))
    head = tn("{n:,} deal", "{n:,} deals", work.deals)
    said = t("{deals} worth {worth}.", deals=head, worth=worth) if worth else t("{deals}.", deals=head)
    if planned.share_covered is None:
        return said
    should = t(
        "{wins} should be won by {day} and bring {amount}: {percent} of what is missing.",
        wins=_few(work.wins),
        day=_last(planned),
        amount=_amount(planned, work.worth),
        percent=percent(planned.share_covered),
    )
    if planned.plan.currency is None:
        should = t(
            "{wins} should be won by {day}: {percent} of what is missing.",
            wins=_few(work.wins),
            day=_last(planned),
            percent=percent(planned.share_covered),
        )
    return sentences(said, should, _coverage(planned), _in_other_currencies(planned))


def _coverage(planned: Planned) -> str:
    """Return how many times over the open deals hold what is missing: in money, or in contracts."""
    if planned.coverage is None:
        return ""
    times = f"{planned.coverage:,.1f}"
    if planned.plan.currency is None:
        return t("There are {times}x as many open deals as contracts are missing.", times=times)
    return t("Pipeline coverage {coverage}x.", coverage=times)


def _in_other_currencies(planned: Planned) -> str:
    """Say that other currencies are left out, where there are any."""
    own = planned.plan.currency
    if own is None or all(value.currency == own for value in planned.work.values):
        return ""
    return t("Only those in {currency} count for this.", currency=currency_name(own))


def new_work(planned: Planned) -> str:
    """Return what has to come from deals that are not there yet."""
    if not planned.needs.missing:
        return t("none: the quota is reached")
    if not planned.needs.rest:
        return t("none, if the open deals bring what they should: keep them moving")
    rest = _amount(planned, planned.needs.rest)
    if planned.needs.steps is None:
        return t("{rest}. What a contract brings is not known yet: say so with --value.", rest=rest)
    contracts = tn("{n:,} contract", "{n:,} contracts", planned.needs.steps["contracts"].total)
    if planned.plan.currency is None:
        return contracts
    each = t("of {each} each", each=_amount(planned, planned.each.amount or 0))
    return t(
        "{rest}: {contracts} {each} ({source})", rest=rest, contracts=contracts, each=each, source=_source(planned)
    )


def basis_text(ratios: PlanRatios) -> str:
    """Return what the ratios rest on."""
    if ratios.basis == "rule":
        return t(
            "By the rule of thumb 1 : 3 : 30 : 300, until {enough} contracts of your own are won; there are {n:,}.",
            enough=ENOUGH,
            n=ratios.won.hits,
        )
    works = set(ratios.sources.values())
    if "work" not in works:
        return t(
            "By your own ratios: {won:,} won of {of:,} decided. Too few calls and meetings are recorded to count them; "
            "one call counts for each new approach, one meeting for each potential customer.",
            won=ratios.won.hits,
            of=ratios.won.of,
        )
    return t("By your own ratios: {won:,} won of {of:,} decided.", won=ratios.won.hits, of=ratios.won.of)


def time_to_begin(planned: Planned) -> str:
    """Return until when a deal has to be begun to be won in time; "" where that is not known, or matters not."""
    by = planned.begin_by
    if by is None or planned.cycle_days is None or not planned.needs.rest:
        return ""
    days = tn("{n:,} day", "{n:,} days", round(planned.cycle_days))
    if by < planned.now.date():
        return t(
            "Your deals take {days} from opened to won, more than there are until {last}: most of the rest has to come "
            "from deals that are open and from existing customers.",
            days=days,
            last=_last(planned),
        )
    return t(
        "Your deals take {days} from opened to won: what is to be won by {last} has to be begun by {by}.",
        days=days,
        last=_last(planned),
        by=format_day(by, planned.now.date()),
    )


def reach_lines(planned: Planned, signs: Signs) -> Iterator[tuple[str, str]]:
    """Yield where it will land with its status, and what could still change; each with its style."""
    row, status = planned.row, planned.row.status
    if row.landing is None or status is None:
        yield t("Where this will end nobody can say yet: there are no records to go by."), "aside"
        return
    landing = landing_text(row.landing, row.figure, signs, row.budget)
    between = range_text(row.landing, row.figure, signs)
    yield (
        t(
            "If things go on like this: {landing} ({range}). {status}.",
            landing=landing,
            range=between,
            status=_capital(t(status)),
        ),
        STYLES[status],
    )
    yield sentences(*pace_notes([row])), "aside"
    yield closing_text(row), ""
    yield closing_command(row), "number"


def _source(planned: Planned) -> str:
    n = planned.each.deals
    return tn("what the one you won brought", "the mean of {n:,} that you won", n) if n else t("as you say")


def _amount(planned: Planned, amount: float) -> str:
    return amount_text(amount, planned.plan.currency)


def _last(planned: Planned) -> str:
    return format_day(planned.plan.last_on, planned.now.date())


def _few(number: float) -> str:
    return f"{number:,.1f}".removesuffix(".0") if number < ENOUGH else f"{number:,.0f}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
