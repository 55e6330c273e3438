"""What each colour stands for. Nothing is said by colour alone: the words beside it say the same.

Only the sixteen colours that every terminal theme makes readable on its own background, light or dark.
"""

from functools import cache

from rich.theme import Theme

STYLES = {
    "heading": "bold",
    "customer": "bold",
    "number": "cyan",
    "due": "bold",
    "overdue": "bold red",
    "warning": "red",
    "good": "green",
    "agreed": "green",
    "plan": "magenta",
    "match": "bold magenta",
    "aside": "dim",
}


@cache
def theme() -> Theme:
    """Return the styles of every screen, by what they stand for."""
    return Theme(STYLES)
