"""What ``pipe demo`` says: where its store is, and what each stop of the tour shows."""

import shlex
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline_cli.domain.demo_store import DemoStore
from pipeline_cli.i18n import t
from pipeline_cli.views.sheet import Line, Page, Sheet, flowed


def demo_json(demo: DemoStore) -> dict[str, Any]:
    """Return where the demo store is, and how much is in it."""
    return demo._asdict()


def demo_made(demo: DemoStore) -> str:
    """Return the sentence that tells of a store that was just made."""
    return t(
        "A made-up store of {customers} customers and {deals} deals, apart from your own: {path}",
        customers=demo.customers,
        deals=demo.deals,
        path=demo.store,
    )


def stop_screen(says: str, words: Sequence[str]) -> Sheet:
    """Lay out a stop of the tour: what is to be seen, and the command line that shows it."""
    return Sheet(lambda page: _stop(says, words, page))


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
