"""The search index, asked for words and for single characters."""

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline_cli.domain.names import fold
from pipeline_cli.store.connect import empty_store
from pipeline_cli.store.derived import searchable
from pipeline_cli.store.read import search as module
from pipeline_cli.store.read.search import LONGEST_PHRASE, Found, search
from pipeline_cli.store.store import Store
from support import NOW

ODD = [
    '"',
    "C++",
    "50%",
    "-a",
    "foo@bar.com",
    "_",
    "__",
    "👩",
    "a",
    "NOT",
    "OR x",
    "x*",
    "(",
    "^x",
    "山",
    "{a b}: c",
    "'",
]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("printing", ["customer 1"]),
        ("みどり", ["customer 2"]),
        ("納期", ["activity 4"]),
        ("line", ["deal 1", "deal 5"]),
        ("田", ["customer 7", "customer 4"]),
        ("c++", ["activity 5"]),
        ("0%", ["activity 5"]),
        ("the", ["activity 6", "activity 1", "activity 3"]),
        ("in", ["customer 1", "activity 1", "activity 5", "deal 1", "activity 3", "deal 5"]),
        ("zebra", []),
        ("鰐", []),
    ],
)
def test_search_finds_names_first_then_the_newest(store: Store, text: str, places: list[str]) -> None:
    found = search(store.reader, text, -1)

    assert [f"{kind} {id_}" for kind, id_ in found.places] == places
    assert found.total == len(places)


def test_search_counts_what_the_limit_leaves_out(store: Store) -> None:
    assert search(store.reader, "in", 2) == Found([("customer", 1), ("activity", 1)], 6)


def test_search_can_be_repeated(store: Store) -> None:
    assert search(store.reader, "printing", -1) == search(store.reader, "printing", -1)


@pytest.mark.parametrize("limit", [-1, 1, 4])
def test_search_gives_the_same_where_much_is_found(store: Store, monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    few = search(store.reader, "in", limit)
    monkeypatch.setattr(module, "MANY", 0)

    assert search(store.reader, "in", limit) == few


def test_search_reads_every_text_where_too_many_trigrams_begin_so(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = search(store.reader, "e", -1)
    monkeypatch.setattr(module, "MOST_TERMS", 1)

    assert search(store.reader, "e", -1) == few


def test_search_compares_the_rest_of_a_long_text(tmp_path: Path) -> None:
    same = "long " * LONGEST_PHRASE
    store = store_of(tmp_path, [same + "a", same + "b"])

    assert search(store.reader, same + "b", -1).ids("activity") == [2]


@pytest.mark.parametrize("text", ODD)
def test_search_finds_any_text_by_itself(tmp_path: Path, text: str) -> None:
    store = store_of(tmp_path, ["something else", f"before {text} after", text])

    assert {2, 3} <= set(search(store.reader, fold(text), -1).ids("activity"))


@settings(max_examples=100, deadline=None)
@given(text=st.text("aB あ漢ｶﾞ\"'*-+:^(){}%_\n.👩", min_size=1, max_size=6), around=st.text("ab あ\n", max_size=3))
def test_search_finds_what_is_in_a_text(text: str, around: str) -> None:
    sought, whole = fold(text.strip()), searchable([around + text + around])
    assume(sought and sought in whole)  # folding may join the last character with what follows
    reader = empty_store()

    reader.execute("INSERT INTO search (rowid, text) VALUES (7, ?)", (whole,))

    assert search(reader, sought, -1).total == 1


def store_of(folder: Path, notes: list[str]) -> Store:
    """Return a store with one customer and these notes, numbered from 1."""
    from pipeline_cli.store.tables import ActivityRow, CustomerRow

    store = Store(str(folder / "search.db"))
    with store.writing("import", NOW) as unit:
        customer = unit.insert(CustomerRow, name="Zoë", name_key="zoe", created_at=NOW)
        unit.insert_many(
            ActivityRow, [{"customer_id": customer, "at": NOW, "kind": "note", "note": note} for note in notes]
        )
    return store
