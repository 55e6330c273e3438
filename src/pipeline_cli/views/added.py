"""A customer who was added."""

from typing import Any

from rich.console import Group
from rich.text import Text

from pipeline_cli.domain.logged import Added
from pipeline_cli.domain.text import visible
from pipeline_cli.i18n import t
from pipeline_cli.views.as_json import customer_json
from pipeline_cli.views.logged import changed_screen, deal_changed_json


def added_screen(added: Added) -> Group:
    """Lay out the customer and the deal that was opened."""
    if added.changed is None:
        return Group(Text(f"✓ {t('Saved')}  {visible(added.customer.name)}"))
    return changed_screen(added.changed)


def added_json(added: Added) -> dict[str, Any]:
    """Return the customer, and the deal as after any change of it."""
    nothing: dict[str, Any] = {"deal": None, "next_step": None, "warnings": []}
    changed = deal_changed_json(added.changed) if added.changed else nothing
    return {"customer": customer_json(added.customer), **changed}
