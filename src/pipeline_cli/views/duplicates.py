"""Customers who may be one, each pair with the command that merges them."""

import shlex
from collections.abc import Iterator

from pipeline_cli.domain.customer import Customer
from pipeline_cli.domain.duplicates import Duplicate, Duplicates
from pipeline_cli.i18n import listed, t, tn
from pipeline_cli.views.as_json import Document, customer_json
from pipeline_cli.views.sheet import Line, Page, Part, Sheet, flowed, indented, more
from pipeline_cli.views.text import on_a_line

INDENT = 2
LINES = 3


def duplicates_screen(found: Duplicates) -> Sheet:
    """Lay out the pairs, what they have in common, and the command to run."""
    return Sheet(lambda page: _lines(found, page))


def duplicates_json(found: Duplicates) -> Document:
    """Return the pairs, each with the command to run, and how many there are."""
    return {"like_named": [_pair_json(pair) for pair in found.pairs], "total": found.total}


def _pair_json(pair: Duplicate) -> Document:
    customers = [customer_json(pair.first), customer_json(pair.second)]
    return {"customers": customers, "why": pair.why, "command": _command(pair)}


def _command(pair: Duplicate) -> str:
    return shlex.join(["pipe", "merge", *pair.names])


def _lines(found: Duplicates, page: Page) -> Iterator[Line]:
    if not found.total:
        yield [(t("No two customers look like one."), "")]
        return
    head = tn("{n} pair of customers who may be one", "{n} pairs of customers who may be one", found.total)
    yield [(head, "heading")]
    for pair in found.pairs:
        yield []
        yield from flowed([*_who(pair.first), (f"  {_sign(page)}  ", "aside"), *_who(pair.second)], page, lines=LINES)
        inner = page.less(INDENT)
        yield from indented(flowed([(_why(pair.why), "aside")], inner, lines=1), INDENT)
        yield from indented(flowed([(on_a_line(_command(pair)), "number")], inner, lines=LINES), INDENT)
    left = found.total - len(found.pairs)
    if left:
        yield []
        yield from more(t("and {n} more, with --limit 0", n=left), page)


def _who(customer: Customer) -> list[Part]:
    known = listed(customer.reading, customer.company)
    return [(on_a_line(customer.name), "customer"), (f" ({on_a_line(known)})" if known else "", "aside")]


def _sign(page: Page) -> str:
    return page.signs.dot


def _why(why: str) -> str:
    told = {
        "same_mail": t("the same mail address"),
        "same_phone": t("the same phone number"),
        "same_name": t("the same name"),
        "same_reading": t("the same reading"),
    }
    return told.get(why, t("names a slip of the finger apart"))
