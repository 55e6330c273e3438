"""The order of a file's dates: shown by them, or asked for."""

import pytest

from pipeline_cli.errors import UsageError
from pipeline_cli.importers.date_order import DateOrder, checked_order, order_of


def test_day_above_twelve_shows_the_order() -> None:
    found = order_of({"opened": ["01/03/2017", "20/10/2016"]})

    assert found == DateOrder("dmy", "opened", "20/10/2016")


def test_one_column_shows_the_order_of_the_others() -> None:
    found = order_of({"opened": ["10/20/2016"], "closed": ["01/03/2017"]})

    assert (found.order, found.column) == ("mdy", "opened")


def test_dates_with_several_readings_are_left_open_with_an_example() -> None:
    found = order_of({"opened": ["2016-10-20", "01-03-17"]})

    assert found.is_open
    assert (found.column, found.example) == ("opened", "01-03-17")
    assert found.readings == {"dmy": "2017-03-01", "mdy": "2017-01-03", "ymd": "2001-03-17"}


def test_two_figure_years_leave_dmy_and_ymd_open() -> None:
    assert set(order_of({"opened": ["20-10-16", "25-12-16"]}).readings or ()) == {"dmy", "ymd"}


def test_example_is_one_that_the_left_orders_read_differently() -> None:
    found = order_of({"opened": ["16-10-16", "20-10-16"]})

    assert found.example == "20-10-16"


def test_contradicting_dates_are_left_open() -> None:
    found = order_of({"opened": ["13/02/2017", "02/13/2017"]})

    assert found.is_open
    assert found.example == "02/13/2017"


@pytest.mark.parametrize("texts", [[], ["2017-03-01"], ["soon"]])
def test_no_order_is_needed_where_no_date_depends_on_it(texts: list[str]) -> None:
    assert order_of({"opened": texts}) == DateOrder()


def test_any_order_does_where_all_give_the_same_days() -> None:
    found = order_of({"opened": ["03/03/2017"]})

    assert found.order in ("dmy", "mdy")
    assert not found.is_open


def test_checked_order_takes_any_case() -> None:
    assert checked_order("DMY") == "dmy"


def test_checked_order_refuses_what_is_none() -> None:
    with pytest.raises(UsageError) as refused:
        checked_order("ydm")

    assert "dmy, mdy, ymd" in refused.value.hint
