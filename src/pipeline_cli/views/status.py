"""The one line of ``pipe status``."""

from pipeline_cli.domain.status import Status
from pipeline_cli.i18n import t


def status_line(status: Status, template: str | None) -> str:
    """Return the line, after a template with ``{overdue}``, ``{today}`` and ``{no_next}`` where one is given."""
    text = template or t("{overdue} overdue · {today} today · {no_next} without a next step")
    counts = {"overdue": status.overdue, "today": status.due_today, "no_next": status.no_next_step}
    for name, count in counts.items():
        text = text.replace("{" + name + "}", str(count))
    return text
