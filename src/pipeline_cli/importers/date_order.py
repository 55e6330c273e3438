"""Which order the dates of a file are written in: said by the user, or shown by the dates, never guessed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.importers.moments import ORDERS, fitting_orders


class DateOrder(NamedTuple):
    """What is known of the order of a file's dates.

    Attributes:
        order: one of ``moments.ORDERS``; None where no date depends on it, or where it has to be asked for.
        column: the column that shows the order, or that leaves it open.
        example: the date in it that does.
        readings: where it has to be asked for: the day that the example is in each order.
    """

    order: str | None = None
    column: str = ""
    example: str = ""
    readings: Mapping[str, str] | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether the order has to be asked for."""
        return self.readings is not None


def order_of(columns: Mapping[str, Iterable[str]]) -> DateOrder:
    """Return the order in which a file's dates are written: one program wrote them all, so all in the same.

    Args:
        columns: the different texts of each column of dates, by the column's name.
    """
    left, shown_by = set(ORDERS), ("", "")
    depends = False
    unclear: list[tuple[str, str]] = []
    for column, text in ((column, text) for column, texts in columns.items() for text in texts):
        days = fitting_orders(text)
        depends = depends or bool(days)
        if days and not left <= set(days):
            left, shown_by = left & set(days), (column, text)
        if not left:
            return _open(column, text, days)
        if len(set(days.values())) > 1:
            unclear.append((column, text))
    if len(left) == 1:
        return DateOrder(left.pop(), *shown_by)
    return _still_open(left, unclear) if depends else DateOrder()


def _still_open(left: set[str], unclear: list[tuple[str, str]]) -> DateOrder:
    for column, text in unclear:
        days = {order: day for order, day in fitting_orders(text).items() if order in left}
        if len(set(days.values())) > 1:
            return _open(column, text, days)
    return DateOrder(min(left))  # whichever it is, all dates are the same


def _open(column: str, text: str, days: Mapping[str, date]) -> DateOrder:
    return DateOrder(None, column, text, {order: day.isoformat() for order, day in days.items()})


def checked_order(text: str) -> str:
    """Return an order that the user gave.

    Raises:
        UsageError: it is none.
    """
    order = text.casefold()
    if order not in ORDERS:
        raise UsageError(
            t("There is no order of dates {order}.", order=text),
            hint=t("Choose one of: {orders}", orders=", ".join(ORDERS)),
        )
    return order
