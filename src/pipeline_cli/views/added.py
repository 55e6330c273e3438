"""A customer who was added."""

from typing import Any

from pipeline_cli.domain.logged import Added
from pipeline_cli.i18n import t
from pipeline_cli.views.as_json import customer_json
from pipeline_cli.views.logged import changed_screen, deal_changed_json, saved_screen
from pipeline_cli.views.sheet import Sheet


def added_screen(added: Added) -> Sheet:
    """Lay out the customer and the deal that was opened."""
    if added.changed is None:
        return saved_screen(added.customer.name)
    new = t("new customer, new deal") if added.is_new_customer else t("existing customer, a new deal")
    return changed_screen(added.changed, new)


def added_json(added: Added) -> dict[str, Any]:
    """Return the customer, and the deal as after any change of it."""
    nothing: dict[str, Any] = {"deal": None, "next_step": None, "warnings": []}
    changed = deal_changed_json(added.changed) if added.changed else nothing
    return {"customer": customer_json(added.customer), "new_customer": added.is_new_customer, **changed}
