"""What two customers made into one look like."""

from collections.abc import Iterator

from pipeline_cli.domain.merged import Merged
from pipeline_cli.i18n import t
from pipeline_cli.views.as_json import Document, customer_json
from pipeline_cli.views.sheet import NAME_LINES, Line, Page, Part, Sheet, hanging
from pipeline_cli.views.text import on_a_line


def merged_screen(merged: Merged) -> Sheet:
    """Say who went into whom, with what, and how to take it back."""
    return Sheet(lambda page: _lines(merged, page))


def merged_json(merged: Merged) -> Document:
    """Return the customer that stayed, the one that is gone, and how much went along."""
    return {"customer": customer_json(merged.customer), "gone": customer_json(merged.gone), **_counts(merged)}


def _lines(merged: Merged, page: Page) -> Iterator[Line]:
    whom = f"{on_a_line(merged.gone.name)} → {on_a_line(merged.customer.name)}"
    head: list[Part] = [(f"{t('Merged')}  ", "good"), (whom, "customer")]
    yield from hanging([("✓ ", "good")], head, page, lines=NAME_LINES)
    moved = t("along with: deals {deals}, conversations {activities}", **_counts(merged))
    yield from hanging([("  ", "")], [(moved, "")], page, lines=2)
    yield from hanging([("  ", "")], [(t("To take it back: pipe undo"), "aside")], page, lines=2)


def _counts(merged: Merged) -> dict[str, int]:
    return {"deals": merged.deals, "activities": merged.activities}
