"""What the measure of a goal is called, in the language of whoever reads it."""

from pipeline_cli.domain.goal import measure_called
from pipeline_cli.i18n import SOURCE, language, t


def measure_word(text: str) -> str:
    """Return what a measure is called: as the user said it, or in words of ours where that is the other language.

    One that no record holds is the user's own, and stays as it is.
    """
    measure = measure_called(text)
    return text if measure is None or text.isascii() == (language() == SOURCE) else _label(measure)


def _label(measure: str) -> str:
    return {
        "customers_helped": t("customers helped"),
        "thanks": t("thanks"),
        "new_approaches": t("new approaches"),
        "calls": t("calls"),
        "appointments": t("appointments"),
        "meetings": t("meetings held"),
        "valid_meetings": t("valid meetings"),
        "visits": t("visits"),
        "mails": t("mails"),
        "promises_kept": t("promises kept"),
    }[measure]
