"""What people type as a date, read as a day or an instant. No clock inside: "now" is an argument.

Nothing is loaded before it is asked for: most commands only write dates, and start-up is budgeted.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pipeline_cli.dates.business_days import add_working_days, is_working_day
    from pipeline_cli.dates.error import DateError
    from pipeline_cli.dates.format import distance, format_day, format_when
    from pipeline_cli.dates.holidays import holiday_name
    from pipeline_cli.dates.notes import WARNINGS, note_text
    from pipeline_cli.dates.parse import parse_when
    from pipeline_cli.dates.when import DateRules, Looking, When, default_rules, use_rules

__all__ = [
    "WARNINGS",
    "DateError",
    "DateRules",
    "Looking",
    "When",
    "add_working_days",
    "default_rules",
    "distance",
    "format_day",
    "format_when",
    "holiday_name",
    "is_working_day",
    "note_text",
    "parse_when",
    "use_rules",
]

_HOMES = {
    "DateError": "error",
    "DateRules": "when",
    "Looking": "when",
    "WARNINGS": "notes",
    "When": "when",
    "add_working_days": "business_days",
    "default_rules": "when",
    "distance": "format",
    "format_day": "format",
    "format_when": "format",
    "holiday_name": "holidays",
    "is_working_day": "business_days",
    "note_text": "notes",
    "parse_when": "parse",
    "use_rules": "when",
}


def __getattr__(name: str) -> object:
    """Load the module that a public name lives in, the first time it is asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
