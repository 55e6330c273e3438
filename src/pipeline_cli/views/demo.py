"""What ``pipe demo`` says: where its store is, and what each stop of the tour shows."""

import shlex
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline_cli.domain.demo_store import DemoStore
from pipeline_cli.i18n import t, tn
from pipeline_cli.views.sheet import Line, Page, Sheet, flowed


def demo_json(demo: DemoStore) -> dict[str, Any]:
    """Return where the demo store is, and how much is in it."""
    document = demo._asdict()
    del document["gone"]
    return document


def demo_made(demo: DemoStore) -> str:
    """Return what tells of a store that was just made, and of what was tried in the one before it."""
    made = t(
        "A made-up store of {customers} customers and {deals} deals, apart from your own: {path}",
        customers=demo.customers,
        deals=demo.deals,
        path=demo.store,
    )
    gone = tn(
        "It is made anew each day; the one change that you had tried in it is gone.",
        "It is made anew each day; the {n} changes that you had tried in it are gone.",
        demo.gone,
    )
    return f"{made}\n{gone}" if demo.gone else made


def stop_screen(says: str, words: Sequence[str]) -> Sheet:
    """Lay out a stop of the tour: what is to be seen, and the command line that shows it."""
    return Sheet(lambda page: _stop(says, words, page))


def stop_end(says: str) -> Sheet:
    """Lay out what stands below a stop's screen: what was to be seen."""
    return Sheet(lambda page: [[], *flowed([(says, "heading")], page, lines=3)])


def farewell_screen() -> Sheet:
    """Lay out the end of the tour: what to do with the demo, and how to begin one's own store."""
    rest = t("Put demo before any command to try it there; tomorrow the store is made anew. Your own begins with:")
    first = t('pipe log NAME "what they said" --next WHEN')
    return Sheet(lambda page: [[], *flowed([(rest, "")], page, lines=4), [(f"  {first}", "number")]])


def _stop(says: str, words: Sequence[str], page: Page) -> Iterator[Line]:
    yield []
    yield from flowed([(says, "heading")], page, lines=3)
    line = t("$ pipe demo {command}", command=shlex.join(words))
    yield from flowed([(line, "number")], page, lines=4)
    yield []
