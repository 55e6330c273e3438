"""What an edit left behind."""

from pipeline_cli.domain.edits import Edited
from pipeline_cli.views.as_json import Document, activity_json
from pipeline_cli.views.logged import edited_json as deal_edited_json
from pipeline_cli.views.logged import edited_screen as deal_edited_screen
from pipeline_cli.views.sheet import Sheet


def edited_screen(edited: Edited) -> Sheet:
    """Lay out the deal after an edit; a word where a customer without one was changed."""
    return deal_edited_screen(edited.changed)


def edited_json(edited: Edited) -> Document:
    """Return the deal after an edit, null where there is none, and the conversation where one was changed."""
    activity = {"activity": activity_json(edited.activity)} if edited.activity else {}
    return {**deal_edited_json(edited.changed), **activity}
