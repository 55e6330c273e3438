"""What ``pipe report -o FILE`` says of the file."""

from pipeline_cli.views.sheet import NAME_LINES, Sheet, flowed
from pipeline_cli.views.text import on_a_line


def saved_screen(path: str) -> Sheet:
    """Say which file was written."""
    return Sheet(lambda page: flowed([("✓ ", "good"), (on_a_line(path), "")], page, lines=NAME_LINES))
