"""The screens and the JSON of ``pipe forecast``: where a period will end, and how past forecasts did."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pipeline_cli.dates import format_day
from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.forecast import WAYS, Forecast, PastForecast
from pipeline_cli.domain.forecast_draws import Range
from pipeline_cli.i18n import t, tn
from pipeline_cli.money.amount import Money
from pipeline_cli.money.writing import format_short
from pipeline_cli.views.grid import Column, grid, titled
from pipeline_cli.views.kpi_words import as_expected, unknown
from pipeline_cli.views.sheet import NAME_LINES, Line, Page, Part, Sheet, flowed, joined
from pipeline_cli.views.text import ASCII_SIGNS, on_a_line

BAR: Final = 40
DIGITS: Final = 4
NARROW: Final = 72
AMOUNTS: Final = ("revenue", "profit", "mrr")
COMPARED: Final = ("forecast", "last_period", "mean_of_three", "win_rate_x_pipeline")
PAST_COLUMNS: Final = (Column(least=10), *(Column(is_right=True) for _ in range(4)))


def forecast_screen(forecast: Forecast) -> Sheet:
    """Lay out a forecast: the range as a bar, the amounts, and the deals that decide it."""
    return Sheet(lambda page: _lines(forecast, page))


def forecast_backtest_screen(forecast: Forecast) -> Sheet:
    """Lay out how past forecasts would have done, against what came and against the usual ways."""
    return Sheet(lambda page: _past_lines(forecast, page))


def forecast_json(forecast: Forecast) -> dict[str, Any]:
    """Return a forecast as the README promises it."""
    ranges = forecast.ranges
    return {
        "period": {"from": forecast.first.isoformat(), "to": forecast.last.isoformat()},
        "wins": _range_json(ranges["wins"]),
        **_amounts_json(forecast.currency, ranges),
        "other_currencies": [
            {"currency": currency, **_amounts_json(currency, others)} for currency, others in forecast.others.items()
        ],
        "basis": {
            "closed_deals": forecast.closed,
            "won": forecast.won,
            "open_deals": forecast.open,
            "says": {way: _rounded(value, 2) for way, value in zip(WAYS, forecast.ways.values(), strict=True)},
            "weights": {way: round(value, DIGITS) for way, value in zip(WAYS, forecast.mixture.weights, strict=True)},
            "spread": round(forecast.mixture.spread, DIGITS),
            "past_periods": len(forecast.past),
        },
        "deciding": [
            {"deal": deal.id, "customer": deal.customer_name, "chance": round(chance, DIGITS)}
            for deal, chance in forecast.deciding
        ],
        "backtest": {
            "periods": [_past_json(one) for one in forecast.past],
            "wape": {way: _rounded(forecast.wape(way)) for way in COMPARED},
            "inside_80": _rounded(forecast.inside),
        },
    }


def _amounts_json(currency: str, ranges: Mapping[str, Range]) -> dict[str, Any]:
    """Return the range of each amount in a currency; nulls where nobody wrote one down."""
    nothing = dict.fromkeys(Range._fields)
    known = {name: _range_json(found, is_amount=True) for name in AMOUNTS if (found := ranges.get(name))}
    return {name: {"currency": currency, **known.get(name, nothing)} for name in AMOUNTS}


def _range_json(found: Range, *, is_amount: bool = False) -> dict[str, Any]:
    return {**found._asdict(), "mean": round(found.mean) if is_amount else round(found.mean, 2)}


def _past_json(one: PastForecast) -> dict[str, Any]:
    values = one._asdict()
    del values["first"], values["last"]
    rounded = {name: round(value, 2) if isinstance(value, float) else value for name, value in values.items()}
    return {"from": one.first.isoformat(), "to": one.last.isoformat(), **rounded}


def _rounded(value: float | None, digits: int = DIGITS) -> float | None:
    return None if value is None else round(value, digits)


def _lines(forecast: Forecast, page: Page) -> Iterator[Line]:
    wins, today = forecast.ranges["wins"], forecast.now.date()
    first, last = format_day(forecast.first, today), format_day(forecast.last, today)
    head = tn(
        "{first} to {last}: most likely {n} win, {low} to {high}",
        "{first} to {last}: most likely {n} wins, {low} to {high}",
        wins.p50,
        first=first,
        last=last,
        low=f"{wins.p10:,}",
        high=f"{wins.p90:,}",
    )
    yield from flowed([(head, "heading")], page, lines=2)
    yield [*_bar(wins, page), ("  ", ""), (t("{n} so far", n=f"{wins.so_far:,}"), "aside")]
    yield from flowed([(basis_text(forecast), "aside")], page, lines=3)
    if is_mean_nearer(forecast):
        text = t("The mean of three months alone was {mean} % off.", mean=_percent(forecast, "mean_of_three"))
        yield from flowed([(text, "aside")], page, lines=2)
    yield []
    amounts = [_amount(name, forecast.currency, forecast.ranges.get(name), page) for name in AMOUNTS]
    amounts += [_first_amount(currency, ranges, page) for currency, ranges in forecast.others.items()]
    columns = (Column(), *(Column(is_right=True) for _ in range(2)), Column())
    # Names of currencies are longer than their signs, and an amount must not be cut.
    shown = 3 if forecast.others and page.width < NARROW else len(columns)
    yield from grid([row[:shown] for row in amounts], columns[:shown], page)
    if forecast.deciding:
        yield []
        yield [(t("These decide it:"), "aside")]
        for deal, chance in forecast.deciding:
            yield from flowed(_deciding(deal, chance, page), page, lines=NAME_LINES)


def _bar(wins: Range, page: Page) -> list[Part]:
    """Return a bar: what has come, what is as good as sure, and how far it may go."""
    full, likely, maybe = ("#", "=", "-") if page.signs == ASCII_SIGNS else ("█", "▓", "░")
    width, most = min(BAR, max(10, page.width - 20)), max(1, wins.p90)
    marks = [round(width * max(0, value) / most) for value in (wins.so_far, max(wins.so_far, wins.p10), wins.p90)]
    return [
        (full * marks[0], "good"),
        (likely * (marks[1] - marks[0]), "good"),
        (maybe * (marks[2] - marks[1]), "aside"),
    ]


def basis_text(forecast: Forecast) -> str:
    """Return what a forecast rests on, and how well such ones did in the past."""
    if not forecast.closed:
        return t("No closed deals so far: this leans on the usual figures.")
    known = tn("one closed deal", "{n} closed deals", forecast.closed)
    if forecast.inside is None or forecast.wape() is None:
        return t(
            "From your own {known}; no past period yet to be measured by. 8 of 10 should end in this range.",
            known=known,
        )
    return tn(
        "From your own {known}. In {n} past period it was {off} % off, {inside} % of the time in range.",
        "From your own {known}. In {n} past periods it was {off} % off, {inside} % of the time in range.",
        len(forecast.past),
        known=known,
        off=_percent(forecast, "forecast"),
        inside=round(100 * forecast.inside),
    )


def is_mean_nearer(forecast: Forecast) -> bool:
    """Tell whether the mean of three months would have been off by less in the past."""
    is_known = forecast.wape() is not None and forecast.wape("mean_of_three") is not None
    return is_known and _percent(forecast, "mean_of_three") < _percent(forecast, "forecast")


def _percent(forecast: Forecast, way: str) -> int:
    """Return how far off a way was, as it is shown."""
    return round(100 * (forecast.wape(way) or 0))


def _first_amount(currency: str, ranges: Mapping[str, Range], page: Page) -> list[Part]:
    """Return the line of another currency: its revenue, or what else is known in it."""
    name = next((name for name in AMOUNTS if name in ranges), AMOUNTS[0])
    return _amount(name, currency, ranges.get(name), page)


def _amount(name: str, currency: str, found: Range | None, page: Page) -> list[Part]:
    words = {"revenue": t("revenue"), "profit": t("gross profit"), "mrr": t("new MRR")}[name]
    if not found:
        return [(words, ""), (unknown(page.signs), "aside"), ("", ""), ("", "")]
    values = (*(as_expected(value, found.so_far) for value in (found.p10, found.p50, found.p90)), found.so_far)
    low, middle, high, so_far = (format_short(Money(value, currency)) for value in values)
    return [
        (words, ""),
        (middle, "number"),
        (t("{low} to {high}", low=low, high=high), ""),
        (t("{amount} so far", amount=so_far), "aside"),
    ]


def _deciding(deal: Deal, chance: float, page: Page) -> list[Part]:
    value = format_short(deal.value) if deal.value else ""
    name = f"#{deal.id} {on_a_line(deal.customer_name)}"
    parts: list[Part] = [(name, "customer"), (on_a_line(deal.title), ""), (value, "")]
    return joined([*parts, (t("{p} %", p=round(100 * chance)), "number")], page.signs)


def _past_lines(forecast: Forecast, page: Page) -> Iterator[Line]:
    if not forecast.past:
        text = t("Too little history to look back on: it takes two whole periods after your first closed deal.")
        yield from flowed([(text, "")], page, lines=3)
        return
    titles = (t("from"), t("forecast"), t("range"), t("won"), t("mean of three"))
    yield from grid(titled(titles, [_past_row(one) for one in forecast.past]), PAST_COLUMNS, page)
    yield []
    yield from flowed([(_wapes(forecast), "")], page, lines=4)


def _past_row(one: PastForecast) -> list[Part]:
    is_inside = one.p10 <= one.won <= one.p90
    return [
        (one.first.isoformat(), ""),
        (f"{one.forecast:.0f}", "number"),
        (f"{one.p10}-{one.p90}", ""),
        (str(one.won), "good" if is_inside else "overdue"),
        ("" if one.mean_of_three is None else f"{one.mean_of_three:.0f}", "aside"),
    ]


def _wapes(forecast: Forecast) -> str:
    off = {way: t("{p} %", p=f"{100 * (forecast.wape(way) or 0):.0f}") for way in COMPARED}
    return t(
        "Off by {forecast}; the last period alone {last}, the mean of three {mean}, win rate × pipeline {rate}. "
        "{inside} % of the time it ended within the range.",
        forecast=off["forecast"],
        last=off["last_period"],
        mean=off["mean_of_three"],
        rate=off["win_rate_x_pipeline"],
        inside=round(100 * (forecast.inside or 0)),
    )
