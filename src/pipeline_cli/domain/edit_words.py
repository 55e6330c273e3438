"""What an edit was about, in a few words for the history."""

from pipeline_cli.domain.edits import Edits
from pipeline_cli.i18n import listed, t


def edited_words(edits: Edits) -> str:
    """Return the fields that an edit changes, in the user's language: "stage, value"."""
    names = (name for columns in edits for name in columns)
    return listed(*dict.fromkeys(_word(name) for name in names))


def _word(name: str) -> str:
    words = {
        "phones": t("phone"),
        "emails": t("mail"),
        "custom": t("other fields"),
        "mrr": t("MRR"),
        "opened_at": t("opened"),
        "closed_at": t("closed"),
        "lost_reason": t("reason"),
        "parked_until": t("parked until"),
        "concern": t("unsure about"),
        "if_solved": t("if solved"),
        "decides_on": t("decides"),
        "at": t("when"),
        "inbound": t("from them"),
        "appointment": t("appointment won"),
        "helped": t("help given"),
    }
    return words.get(name) or t(name)
