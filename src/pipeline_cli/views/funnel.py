"""The screen of ``pipe funnel``: how far deals came, what one more contract takes, and what that means in words."""

from collections.abc import Iterator
from typing import Final

from pipeline_cli.dates import format_day
from pipeline_cli.domain.funnel_ratio import judged, narrowest
from pipeline_cli.domain.rate import ENOUGH
from pipeline_cli.domain.sales_funnel import SalesFunnel
from pipeline_cli.domain.stays import ALL_UP_TO, SAMPLE
from pipeline_cli.i18n import sentences, t, tn
from pipeline_cli.views.funnel_cohorts import cohort_lines
from pipeline_cli.views.funnel_tables import tables
from pipeline_cli.views.funnel_words import counts_text, days_text, percent_text, rounded
from pipeline_cli.views.sheet import Line, Page, Part, Sheet, flowed, joined
from pipeline_cli.views.text import stage_name

TEXT_LINES: Final = 6
LEAST_SHOWN: Final = 0.1


def funnel_screen(funnel: SalesFunnel) -> Sheet:
    """Lay out the funnel; no share stands without its counts, and none is judged by where those are few."""
    return Sheet(lambda page: _lines(funnel, page))


def _lines(funnel: SalesFunnel, page: Page) -> Iterator[Line]:
    if not funnel.stages[0].entered:
        yield from flowed([(_nothing(funnel), "")], page, lines=TEXT_LINES)
        return
    yield from flowed(_heading(funnel, page), page, lines=TEXT_LINES)
    yield []
    yield from tables(funnel, page)
    yield []
    for text, style in _sentences(funnel):
        yield from flowed([(text, style)], page, lines=TEXT_LINES)
    if funnel.by:
        yield []
        yield from cohort_lines(funnel, page)


def _nothing(funnel: SalesFunnel) -> str:
    if not funnel.period.is_always:
        return t("No deals were opened in that period.")
    return t(
        'No deals yet. "pipe log NAME" writes down the first contact, and "pipe tally calls +20" counts calls. As a'
        " rule, 300 new approaches make 30 potential customers, 3 prospects and 1 contract."
    )


def _heading(funnel: SalesFunnel, page: Page) -> list[Part]:
    """Return how many deals there are, when they were opened, and how they stand."""
    deals = tn("One deal", "{n:,} deals", funnel.deals) if funnel.deals else t("No deals")
    stand = [
        (t("{n:,} open", n=n) if (n := sum(one.open for one in funnel.rows)) else ""),
        (t("{n:,} won", n=n) if (n := funnel.won.hits) else ""),
        (t("{n:,} lost", n=n) if (n := funnel.won.of - funnel.won.hits) else ""),
        (t("{n:,} parked", n=n) if (n := sum(one.parked for one in funnel.rows)) else ""),
    ]
    heading = " ".join(filter(None, (deals, _opened(funnel))))
    return [(heading, "heading"), ("  ", ""), *joined([(text, "") for text in stand], page.signs)]


def _opened(funnel: SalesFunnel) -> str:
    """Return in words when the deals were opened; "" where that may have been at any time."""
    first, last = (day and format_day(day, funnel.now.date()) for day in funnel.period)
    if first and last:
        return t("opened from {first} to {last}", first=first, last=last)
    if first:
        return t("opened since {first}", first=first)
    return t("opened until {last}", last=last) if last else ""


def _sentences(funnel: SalesFunnel) -> Iterator[Part]:
    """Yield what the tables come to, in plain words."""
    yield _narrowest(funnel), "due"
    yield _open_contracts(funnel), ""
    yield _decided(funnel), ""
    yield _tallied(funnel), ""
    yield _basis(funnel), "aside"
    if funnel.won.of:
        yield t("Went on: of the deals won or lost; open and parked ones are in neither figure."), "aside"
    if any(one.median_days is not None for one in funnel.stages):
        yield _days(funnel), "aside"


def _narrowest(funnel: SalesFunnel) -> str:
    place = narrowest(funnel.stages)
    if place:
        return t(
            "The narrowest place is {stage}: {counts} went on ({percent}).",
            stage=stage_name(place.stage),
            counts=counts_text(place.went_on),
            percent=percent_text(place.went_on),
        )
    if len(judged(funnel.stages)) > 1:
        return t("All that was decided went on from every stage.")
    return t(
        "Too little is decided to name the narrowest place: that takes {n} deals won or lost at two stages.", n=ENOUGH
    )


def _open_contracts(funnel: SalesFunnel) -> str:
    contracts = funnel.ratio.contracts
    if not contracts:
        return t("Nothing is open now: the next contract begins with new approaches.")
    open_now = t("What is open now") if funnel.period.is_always else t("All that is open now, whenever opened,")
    if contracts < LEAST_SHOWN:
        made = t(
            "{open_now} makes less than {n} contracts if all of it goes on as usual", open_now=open_now, n=LEAST_SHOWN
        )
    else:
        made = t(
            "{open_now} makes about {n} contracts if all of it goes on as usual",
            open_now=open_now,
            n=rounded(contracts),
        )
    return t("{made}; by when: pipe forecast.", made=made)


def _decided(funnel: SalesFunnel) -> str:
    """Return how many of the decided deals were won, and how long that took."""
    decided, cycle = funnel.decided, days_text(funnel.sales_cycle_days)
    if not decided.of:
        return t("Nothing is won or lost yet.") if funnel.period.is_always else t("Nothing was decided in that period.")
    label = t("Decided") if funnel.period.is_always else t("Decided in that period, whenever opened")
    won = t("{label}: {counts} won.", label=label, counts=counts_text(decided))
    if decided.is_telling:
        won = t(
            "{label}: {counts} won ({percent}).",
            label=label,
            counts=counts_text(decided),
            percent=percent_text(decided),
        )
    return sentences(won, cycle and t("From opened to won: {days} days.", days=cycle))


def _tallied(funnel: SalesFunnel) -> str:
    tallied = funnel.stages[0].tallied
    if not tallied:
        return ""
    return tn(
        "One of those that came is a tallied call, which the bars leave out.",
        "{n:,} of those that came are tallied calls, which the bars leave out.",
        tallied,
    )


def _basis(funnel: SalesFunnel) -> str:
    """Return what the figures of one more contract rest on."""
    takes, won = t("Takes: the deals behind one more contract"), funnel.ratio.won
    if funnel.ratio.own:
        return t("{takes}, by your own ratios from {n:,} contracts.", takes=takes, n=won)
    return t(
        "{takes}, by the rule of thumb; by your own ratios from {enough} contracts on, {n} so far.",
        takes=takes,
        enough=ENOUGH,
        n=won,
    )


def _days(funnel: SalesFunnel) -> str:
    if funnel.deals > ALL_UP_TO:
        return t("Days: the median of the deals that left a stage, from an even sample of {n:,} deals.", n=SAMPLE)
    return t("Days: the median of the deals that left a stage.")
