"""What two customers made into one look like."""

from rich.console import Group
from rich.text import Text

from pipeline_cli.domain.merged import Merged
from pipeline_cli.i18n import t
from pipeline_cli.views.as_json import Document, customer_json
from pipeline_cli.views.text import on_a_line


def merged_screen(merged: Merged) -> Group:
    """Say who went into whom, with what, and how to take it back."""
    head = Text(f"✓ {t('Merged')}  ", style="good")
    head.append(f"{on_a_line(merged.gone.name)} → {on_a_line(merged.customer.name)}", style="customer")
    moved = t("along with: deals {deals}, conversations {activities}", **_counts(merged))
    return Group(head, Text(f"  {moved}"), Text(f"  {t('To take it back: pipe undo')}", style="aside"))


def merged_json(merged: Merged) -> Document:
    """Return the customer that stayed, the one that is gone, and how much went along."""
    return {"customer": customer_json(merged.customer), "gone": customer_json(merged.gone), **_counts(merged)}


def _counts(merged: Merged) -> dict[str, int]:
    return {"deals": merged.deals, "activities": merged.activities}
