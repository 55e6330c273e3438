"""What an edit was about, in a few words for the history."""

from pipeline_cli.domain.edits import Edits


def edited_words(edits: Edits) -> str:
    """Return the fields that an edit changes, as the history keeps them: "stage, value"."""
    names = (name for columns in edits for name in columns)
    return ", ".join(dict.fromkeys(names))
