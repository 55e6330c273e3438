"""Days and instants as files write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.importers.moments import ORDERS, fitting_orders, read_moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2017-03-01", "2017-03-01"),
        ("20170301", "2017-03-01"),
        ("2017/3/1", "2017-03-01"),
        ("2017.03.01", "2017-03-01"),
        ("2017年3月1日", "2017-03-01"),
        ("1 Mar 2017", "2017-03-01"),
        ("01-Mar-17", "2017-03-01"),
        ("March 1, 2017", "2017-03-01"),
        ("2017/03/29 07:10:01", "2017-03-29T07:10:01"),
        ("2020-12-30 3:15:52", "2020-12-30T03:15:52"),
        ("2017年3月1日 14時05分", "2017-03-01T14:05:00"),
        ("Mar 1, 2017 12:05 AM", "2017-03-01T00:05:00"),
        ("2017/3/1 3:05 p.m.", "2017-03-01T15:05:00"),
        ("2024-08-13T18:04:34.666+00:00", "2024-08-13T18:04:34.666000+00:00"),
        ("2023/10/30 19:47 UTC", "2023-10-30T19:47:00+00:00"),
        ("2023/10/30 19:47 +0900", "2023-10-30T19:47:00+09:00"),
    ],
)
def test_read_moment_reads_what_leaves_no_doubt(text: str, expected: str) -> None:
    assert read_moment(text, None).isoformat() == expected


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("20-10-16", "dmy", "2016-10-20"),
        ("20-10-16", "ymd", "2020-10-16"),
        ("3/4/2025", "dmy", "2025-04-03"),
        ("3/4/2025", "mdy", "2025-03-04"),
        ("01.03.70 8:30", "dmy", "1970-03-01T08:30:00"),
        ("01.03.69", "dmy", "2069-03-01"),
    ],
)
def test_read_moment_reads_others_in_the_order_given(text: str, order: str, expected: str) -> None:
    assert read_moment(text, order).isoformat() == expected


@pytest.mark.parametrize(
    "text", ["", "soon", "2017-02-30", "31/04/2017", "12 Foo 2017", "2017-03-01 25:00", "1/2/3/4", "2017-03-01 then"]
)
def test_read_moment_refuses_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="is no date that can be read"):
        read_moment(text, "dmy")


def test_read_moment_refuses_to_guess_an_order() -> None:
    with pytest.raises(ValueError, match='"3/4/2025" is no date'):
        read_moment("3/4/2025", None)


def test_fitting_orders_gives_each_reading() -> None:
    assert fitting_orders("01-03-17") == {
        "dmy": date(2017, 3, 1),
        "mdy": date(2017, 1, 3),
        "ymd": date(2001, 3, 17),
    }


@pytest.mark.parametrize("text", ["2017-03-01", "2017/3/1 10:00", "1 Mar 2017", "soon", "13/13/2020"])
def test_fitting_orders_is_empty_where_nothing_depends_on_it(text: str) -> None:
    assert fitting_orders(text) == {}


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)), st.sampled_from(ORDERS), st.sampled_from(["%y", "%Y"]))
def test_fitting_orders_contains_the_order_that_was_written(day: date, order: str, year: str) -> None:
    text = day.strftime("/".join({"d": "%d", "m": "%m", "y": year}[part] for part in order))

    assert fitting_orders(text).get(order, read_moment(text, order)) == day
