"""The one line of ``pipe status``."""

from typing import Final

from pipeline_cli.domain.status import Status
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t

FIELDS: Final = ("overdue", "today", "no_next")


def checked_template(template: str | None) -> None:
    """Refuse a template with a field that there is not; other braces stand for themselves.

    Raises:
        UsageError: there is such a one; those that there are, are listed.
    """
    for part in (template or "").split("{")[1:]:
        name, has_end, _ = part.partition("}")
        if has_end and name.isidentifier() and name not in FIELDS:
            raise UsageError(
                t("The line has no field {field}.", field=f"{{{name}}}"),
                hint=t("Choose one of: {known}", known=", ".join(f"{{{known}}}" for known in FIELDS)),
            )


def status_line(status: Status, template: str | None) -> str:
    """Return the line, after a template with ``{overdue}``, ``{today}`` and ``{no_next}`` where one is given."""
    text = template or t("{overdue} overdue · {today} today · {no_next} without a next step")
    counts = {"overdue": status.overdue, "today": status.due_today, "no_next": status.no_next_step}
    for name, count in counts.items():
        text = text.replace("{" + name + "}", str(count) if template else f"{count:,}")
    return text
