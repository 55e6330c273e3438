"""Whom the rows of an import mean."""

from import_support import customer, deal, reasons, stored, take
from pipeline_cli.domain.import_report import Counts
from pipeline_cli.store.store import Store

CUSTOMERS = "SELECT ref, name, company FROM customers ORDER BY id"


def test_customer_is_known_by_ref(empty: Store) -> None:
    take(empty, customer("c1", "Aoki"))
    intake = take(empty, customer("c1", "Aoki Printing", company="Aoki Holdings"))

    assert intake.counts("customers") == Counts(changed=1)
    assert stored(empty, CUSTOMERS) == [("c1", "Aoki Printing", "Aoki Holdings")]


def test_customer_without_a_ref_is_known_by_name(empty: Store) -> None:
    take(empty, customer(None, "株式会社青木"))
    intake = take(empty, customer(None, "青木", company="x"))

    assert intake.counts("customers") == Counts(changed=1)
    assert stored(empty, CUSTOMERS) == [(None, "青木", "x")]


def test_second_of_a_name_is_another_customer(empty: Store) -> None:
    rows = (customer(None, "Aoki", company="x"), customer(None, "Aoki", company="y"))
    take(empty, *rows)

    assert take(empty, *rows).counts("customers") == Counts(same=2)
    assert stored(empty, CUSTOMERS) == [(None, "Aoki", "x"), (None, "Aoki", "y")]


def test_same_row_twice_is_one_customer(empty: Store) -> None:
    intake = take(
        empty, customer(None, "Aoki"), customer(None, "Aoki"), customer("c1", "Baker"), customer("c1", "Baker")
    )

    assert intake.counts("customers") == Counts(new=2, same=2)
    assert not intake.rejected


def test_ref_is_not_given_where_two_have_the_name(empty: Store) -> None:
    take(empty, customer(None, "Aoki", company="x"), customer(None, "Aoki", company="y"))
    take(empty, customer("c1", "Aoki"))

    assert stored(empty, CUSTOMERS) == [(None, "Aoki", "x"), (None, "Aoki", "y"), ("c1", "Aoki", "")]


def test_ref_is_not_given_to_one_who_has_another(empty: Store) -> None:
    take(empty, customer("c1", "Aoki"))
    take(empty, customer("c2", "Aoki"))

    assert stored(empty, CUSTOMERS) == [("c1", "Aoki", ""), ("c2", "Aoki", "")]


def test_deal_may_name_a_customer_by_ref_and_name(empty: Store) -> None:
    take(empty, customer(None, "Aoki"))
    intake = take(empty, deal("d1", customer_ref="c1"), deal("d2", customer_ref="c1", customer=None))

    assert not intake.rejected
    assert stored(empty, CUSTOMERS) == [("c1", "Aoki", "")]
    assert stored(empty, "SELECT customer_id FROM deals") == [(1,), (1,)]


def test_customer_known_by_ref_is_not_renamed_by_a_deal(empty: Store) -> None:
    take(empty, customer("c1", "Aoki"))
    take(empty, deal("d1", customer_ref="c1", customer="5805028000000645014"))

    assert stored(empty, CUSTOMERS) == [("c1", "Aoki", "")]


def test_deal_may_name_a_customer_of_the_same_import(empty: Store) -> None:
    take(empty, deal("d1", customer="AOKI Inc."), customer("c1", "Aoki"))

    assert stored(empty, CUSTOMERS) == [("c1", "Aoki", "")]


def test_new_names_are_added_once(empty: Store) -> None:
    intake = take(empty, deal("d1", customer="青木"), deal("d2", customer="（株）青木"), deal("d3", customer="Baker"))

    assert intake.counts("customers") == Counts(new=2)
    assert [name for _, name, _ in stored(empty, CUSTOMERS)] == ["青木", "Baker"]


def test_bare_name_means_the_one_whom_another_row_gives_a_ref(empty: Store) -> None:
    intake = take(empty, deal("d1", customer="Aoki"), deal("d2", customer="Aoki", customer_ref="c1"))

    assert intake.counts("customers") == Counts(new=1)


def test_custom_fields_are_added_to_those_known(empty: Store) -> None:
    take(empty, customer("c1", "Aoki", custom={"a": "1", "b": "2"}))
    take(empty, customer("c1", "Aoki", custom={"b": "3", "c": "4"}))

    assert stored(empty, "SELECT custom FROM customers") == [('{"a":"1","b":"3","c":"4"}',)]


def test_nobody_is_added_for_a_ref_alone(empty: Store) -> None:
    intake = take(empty, deal("d1", customer_ref="c9", customer=None))

    assert reasons(intake) == ['no customer has the ref "c9", and the row names none']
    assert not stored(empty, CUSTOMERS)
