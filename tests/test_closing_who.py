"""Names to choose from while WHO is typed."""

import pytest

from pipeline_cli.services.suggest_who import Offer, offers, recent_names
from pipeline_cli.store.store import Store


def test_recent_names_are_those_of_the_latest_contacts_each_once(store: Store) -> None:
    assert recent_names(store.reader) == ["田中 花子", "Aoki Printing", "株式会社みどり商会", "Brandt GmbH"]


@pytest.mark.parametrize("typed", ["aok", "AOKI", "あお", "アオ", "print"])
def test_offers_find_a_name_by_its_beginning_its_reading_or_a_part(store: Store, typed: str) -> None:
    assert offers(store.reader, typed) == [Offer("Aoki Printing", "Aoki Holdings  #1 #5")]


@pytest.mark.parametrize("typed", ["", " ", "#", "zzz", "%", "'", "\0"])
def test_offers_are_none_where_nothing_fits(store: Store, typed: str) -> None:
    assert offers(store.reader, typed) == []


def test_offers_are_few_and_begin_with_names_that_begin_so(store: Store) -> None:
    assert next(offer.name for offer in offers(store.reader, "た", most=2)) == "ﾀﾅｶ電機ｻｰﾋﾞｽ"
    assert len(offers(store.reader, "a", most=2)) == 2
