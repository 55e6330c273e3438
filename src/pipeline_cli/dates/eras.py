"""Japanese eras since the calendar is ours."""

from datetime import date

ERAS = {
    "明治": (date(1868, 1, 25), date(1912, 7, 29)),
    "大正": (date(1912, 7, 30), date(1926, 12, 24)),
    "昭和": (date(1926, 12, 25), date(1989, 1, 7)),
    "平成": (date(1989, 1, 8), date(2019, 4, 30)),
    "令和": (date(2019, 5, 1), date.max),
}
"""First and last day of each era; its first year is the one it began in."""

FIRST_DAY = ERAS["明治"][0]

LETTERS = {"m": "明治", "t": "大正", "s": "昭和", "h": "平成", "r": "令和"}


def year_of_era(era: str, year: int) -> int:
    """Return the year of our own count: 令和 8 is 2026."""
    return ERAS[era][0].year + year - 1


def in_era(day: date) -> tuple[str, int]:
    """Return the era of a day from 1868 on, and the year of that era."""
    era = next(name for name, (first, last) in ERAS.items() if first <= day <= last)
    return era, day.year - ERAS[era][0].year + 1
