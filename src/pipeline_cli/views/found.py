"""The screen and the JSON of ``pipe find``."""

from collections.abc import Iterator
from typing import Any

from rich.cells import cell_len

from pipeline_cli.domain.names import fold
from pipeline_cli.domain.search import Hit, Hits
from pipeline_cli.i18n import t, tn
from pipeline_cli.views.as_json import activity_json, deal_json
from pipeline_cli.views.sheet import Line, Page, Part, Sheet, beside, flowed, joined, more
from pipeline_cli.views.text import on_a_line
from pipeline_cli.views.wording import conversation

HIT_LINES = 3


def found_screen(hits: Hits) -> Sheet:
    """Lay out what a search found, with what stands around each hit."""
    return Sheet(lambda page: _lines(hits, page))


def found_json(hits: Hits) -> dict[str, Any]:
    """Return what a search found as the README promises it, with the customer of each hit."""
    return {"hits": [_hit_json(hit) for hit in hits.hits], "total": hits.total}


def _hit_json(hit: Hit) -> dict[str, Any]:
    return {
        "where": hit.where,
        "deal": deal_json(hit.deal) if hit.deal else None,
        "activity": activity_json(hit.activity) if hit.activity else None,
        "customer": {"id": hit.customer_id, "name": hit.customer_name},
        "snippet": hit.snippet,
    }


def _lines(hits: Hits, page: Page) -> Iterator[Line]:
    if not hits.total:
        yield from flowed(
            [(t("Nothing is called {text}, and no note mentions it.", text=on_a_line(hits.text)), "")], page, lines=3
        )
        return
    numbers = [f"#{hit.deal.id}" if hit.deal else "" for hit in hits.hits]
    margin = max((cell_len(number) for number in numbers), default=0) + 1
    for number, hit in zip(numbers, hits.hits, strict=True):
        yield from beside(
            [[(number, "number")]], margin, flowed(_hit(hit, hits, page), page.less(margin), lines=HIT_LINES)
        )
    shown = len(hits.hits)
    if shown < hits.total:
        yield from more(
            t("{shown} of {total} hits; all of them with --limit 0", shown=f"{shown:,}", total=f"{hits.total:,}"), page
        )
    else:
        yield [(tn("{n} hit", "{n} hits", hits.total), "aside")]


def _hit(hit: Hit, hits: Hits, page: Page) -> list[Part]:
    title = hit.deal.title if hit.deal and hit.where != "customer" else ""
    said = conversation(hit.activity, hits.now.date()) if hit.activity else ""
    head: list[Part] = [(on_a_line(hit.customer_name), "customer"), (on_a_line(title), ""), (said, "aside")]
    is_said_already = hit.activity is None and hit.snippet in (hit.customer_name, title)
    around = [] if is_said_already else [(": ", "aside"), *_marked(on_a_line(hit.snippet), hits.text)]
    return [*joined(head, page.signs), *around]


def _marked(text: str, sought: str) -> list[Part]:
    """Return a text with the place marked that was searched for, where folding leaves places as they are."""
    folded = fold(text)
    at = folded.find(fold(sought.strip()))
    if at < 0 or len(folded) != len(text):
        return [(text, "")]
    end = at + len(fold(sought.strip()))
    return [(text[:at], ""), (text[at:end], "match"), (text[end:], "")]
