"""The day in brief: what ``pipe`` alone says. Plain lines, since Rich takes longer to load than they take to read."""

from unicodedata import east_asian_width

from pipeline_cli.domain.status import Status
from pipeline_cli.i18n import t
from pipeline_cli.views.status import status_line

GAP = 2
WIDE = ("F", "W")


def brief(status: Status) -> str:
    """Return the counts of the day and the three commands that matter, each with what it is for."""
    commands = {
        t('pipe log NAME "what they said" --next WHEN'): t("as you leave a meeting"),
        t("pipe today"): t("who to call, and what they said last"),
        t("pipe prune"): t("before the sales meeting: what to let go"),
    }
    margin = max(map(_cells, commands)) + GAP
    rows = (f"  {command}{' ' * (margin - _cells(command))}{purpose}" for command, purpose in commands.items())
    more = t('"pipe --help" lists every command.')
    return "\n".join((status_line(status, None), "", *rows, "", more))


def _cells(text: str) -> int:
    """Return how wide a text is on a terminal; ours holds nothing that only Rich's own tables would know."""
    return sum(1 + (east_asian_width(sign) in WIDE) for sign in text)
