"""Refs that an export makes."""

import pytest

from pipeline_cli.domain.refs import NOUNS, id_of_made_ref, made_ref


@pytest.mark.parametrize("table", NOUNS)
def test_made_ref_names_its_row_again(table: str) -> None:
    assert id_of_made_ref("3f2a9c1e", table, made_ref("3f2a9c1e", table, 12)) == 12


@pytest.mark.parametrize(
    "ref", ["00000000-deal-12", "3f2a9c1e-customer-12", "3f2a9c1e-deal-", "3f2a9c1e-deal-12 ", "12"]
)
def test_ref_of_another_store_or_table_names_no_row(ref: str) -> None:
    assert id_of_made_ref("3f2a9c1e", "deals", ref) is None


def test_store_without_an_id_made_no_refs() -> None:
    assert id_of_made_ref("", "deals", "-deal-12") is None
