"""Every setting there is: `pipe config list`, its checks and the README are made from this one table."""

from typing import NamedTuple

from pipeline_cli.i18n import t
from pipeline_cli.settings import kinds
from pipeline_cli.settings.kinds import Kind


class Setting(NamedTuple):
    """One setting.

    Attributes:
        key: as it is typed, its table before the dot.
        kind: what values it has.
        default: what holds where it is not set, as it would stand in the file; "" where that depends.
        help: what it is for, one sentence.
        example: a value that makes sense, as it is typed.
    """

    key: str
    kind: Kind
    default: str
    help: str
    example: str


def settings() -> tuple[Setting, ...]:
    """Return every setting but the stages, in the order of `pipe config list`."""
    return (*_general(), *_dates(), *_work(), *_screen())


def _general() -> tuple[Setting, ...]:
    return (
        Setting("language", kinds.LANGUAGE, "", t("The language of all messages; else that of the locale."), "ja"),
        Setting(
            "currency",
            kinds.CURRENCY,
            "",
            t("The currency of amounts that name none, as an ISO code; else that of the locale."),
            "JPY",
        ),
        Setting(
            "hour_worth",
            kinds.AMOUNT,
            "",
            t("What an hour of your time is worth, to say what chasing a deal costs."),
            "5000",
        ),
    )


def _dates() -> tuple[Setting, ...]:
    return (
        Setting("dates.order", kinds.ORDER, "month-first", t("Whether 12/3 is 3 December or 12 March."), "day-first"),
        Setting(
            "dates.fiscal_year_starts",
            kinds.MONTH,
            "",
            t("The month your fiscal year starts in; else April in Japanese, January in English."),
            "4",
        ),
        Setting(
            "dates.era",
            kinds.FLAG,
            "false",
            t("Whether Japanese dates have the year of the era (令和)."),
            "true",
        ),
    )


def _work() -> tuple[Setting, ...]:
    return (
        Setting("work.days", kinds.DAYS, "mon, tue, wed, thu, fri", t("The weekdays you work on."), "mon-fri"),
        Setting("work.opens", kinds.TIME, "09:00", t("When your working day begins."), "08:30"),
        Setting("work.closes", kinds.TIME, "18:00", t("When your working day ends."), "17:30"),
        Setting(
            "work.country",
            kinds.COUNTRY,
            "",
            t(
                "Whose public holidays count: JP, none, or another ISO code with pipeline-cli[holidays]; else JP in"
                " Japanese or in Japan."
            ),
            "JP",
        ),
        Setting(
            "work.closed_days",
            kinds.CLOSED,
            "",
            t("Your own days off: a day, a span, or one of every year without its year."),
            "2026-08-12..2026-08-14, 12-29..01-03",
        ),
    )


def _screen() -> tuple[Setting, ...]:
    return (
        Setting(
            "screen.ascii",
            kinds.FLAG,
            "false",
            t("Whether to draw with ASCII alone, where lines and dots don't line up in your terminal."),
            "true",
        ),
    )
