"""Where a rate ends of which few cases are still to come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.few_cases import ends_of_few
from pipeline_cli.domain.rate import Rate

counts = st.integers(0, 60)


def test_a_case_to_come_is_a_hit_or_none() -> None:
    low, high = ends_of_few(Rate(3, 3), 5, 8, 1)

    assert (low, high) == (4 / 6, 1.0)
    assert ends_of_few(Rate(0, 0), 5, 5, 0.01) == (0.0, 1.0)


def test_without_cases_to_come_it_is_settled() -> None:
    assert ends_of_few(Rate(2, 8), 5, 8, 0) == (0.25, 0.25)


def test_a_rate_without_cases_ends_where_the_first_one_puts_it() -> None:
    assert ends_of_few(Rate(0, 0), 5, 5, 1) == (0.0, 1.0)


@pytest.mark.parametrize(("hits", "high"), [(1, 0.1), (90, 0.2)])
def test_the_likelier_a_hit_the_higher_it_ends(hits: int, high: float) -> None:
    assert ends_of_few(Rate(0, 8), hits, 99, 2)[1] <= high


@given(actual=counts, misses=counts, known=st.floats(0.01, 50), others=st.floats(0.01, 50), to_come=st.floats(0.1, 20))
def test_it_ends_between_the_worst_and_the_best_of_cases(
    actual: int, misses: int, known: float, others: float, to_come: float
) -> None:
    low, high = ends_of_few(Rate(actual, actual + misses), known, others, to_come)

    assert 0 <= low <= high <= 1
