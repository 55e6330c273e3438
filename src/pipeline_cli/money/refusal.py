"""Why an amount can't be read."""

from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t

_QUOTED = 40


class UnreadableError(Exception):
    """Says why an amount can't be read, where the whole of it isn't known; becomes a UsageError."""

    def __init__(self, why: str = "", hint: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.hint = hint


def refusal(text: str, error: UnreadableError) -> UsageError:
    """Return the error that quotes an amount and says what would have been read."""
    return UsageError(
        t('"{text}" can\'t be read as an amount.', text=quotable(text)),
        why=error.why,
        hint=error.hint or t("Write it like 1200000, 1,200,000, 1.2M, 120万 or USD 4500."),
    )


def quotable(text: str) -> str:
    """Return the beginning of a text, fit for a terminal."""
    text = text.strip()
    start = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text[:_QUOTED])
    return start + "…" * (len(text) > _QUOTED)
