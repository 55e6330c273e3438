"""Read what people type as a date: the whole of it, or nothing."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from pipeline_cli.dates.when import DateRules, Looking, When


def parse_when(text: str, *, now: "datetime", looking: "Looking" = "ahead", rules: "DateRules | None" = None) -> "When":
    """Return the day or instant that a text means.

    Args:
        text: English or Japanese, or both: "tue 14:00", "+3d", 来週火曜 14時.
        now: the aware instant it was typed at; its zone is the user's.
        looking: what the date is for. "ahead" is a step to come: days without a year roll forward. "back" is a
            start in the past: they roll back. "end" is a deadline: as ahead, but a period means its last day.
        rules: the user's settings; by default what fits the language in use.

    Raises:
        DateError: it says no date, or could mean more than one.
    """
    # Loaded here, since every command knows this function and few come to call it.
    from pipeline_cli.dates.grammar import read
    from pipeline_cli.dates.periods import Scene
    from pipeline_cli.dates.ranges import start_alone
    from pipeline_cli.dates.resolver import resolve
    from pipeline_cli.dates.slots import Refused
    from pipeline_cli.dates.text import even
    from pipeline_cli.dates.tokens import tokens
    from pipeline_cli.dates.when import default_rules

    scene = Scene(now, looking, rules or default_rules(now))
    try:
        evened = even(text)
        start = start_alone(evened)
        evened = start or evened
        slots = read(tokens(evened, day_first=scene.rules.day_first), evened, looking)
        when = resolve(slots, scene)
        return when if start is None else when._replace(notes=("range-start", *when.notes))
    except Refused as reason:
        refused = reason
    except (ValueError, OverflowError):
        refused = Refused("out-of-range")
    from pipeline_cli.dates.error import date_error

    raise date_error(refused.code, refused.part, text, looking)
