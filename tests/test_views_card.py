"""The screen of ``pipe show``."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from pipeline_cli.domain.activity import Activity
from pipeline_cli.domain.card import CustomerCard
from pipeline_cli.domain.customer import Customer
from pipeline_cli.services.customer_card import customer_card
from pipeline_cli.store.store import Store
from pipeline_cli.views.card import card_json, card_screen
from pipeline_cli.views.console import UNLIMITED
from support import LONG_NOTE, NOW, Golden, ago, render

TEXTS = st.text(max_size=60) | st.text("a 漢、ｶﾞ\u3099\u200d👩[/]\x1b\u202e\n\t", max_size=300)


def a_card(name: str = "Aoki", memo: str = "", note: str = "", helped: str = "") -> CustomerCard:
    customer = Customer(1, None, name, "", "", (), (), (), memo)
    said = Activity(1, None, 1, ago(9), "call", True, True, note, 5, True, False, helped, False)  # noqa: FBT003
    return CustomerCard(NOW, customer, (), None, {}, (said,), 1)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_card_screen(store: Store, golden: Golden, width: int) -> None:
    golden(render(card_screen(customer_card(store, "aoki", NOW)), width))


@pytest.mark.parametrize("number", range(2, 8))
def test_card_screen_of_each_deal(store: Store, golden: Golden, number: int) -> None:
    golden(render(card_screen(customer_card(store, str(number), NOW)), 80))


def test_card_screen_of_somebody_without_a_deal(store: Store, golden: Golden) -> None:
    golden(render(card_screen(customer_card(store, "田中 花子", NOW)), 80))


def test_card_screen_breaks_no_line_for_another_program(store: Store) -> None:
    assert f"   {LONG_NOTE}\n" in render(card_screen(customer_card(store, "1", NOW)), UNLIMITED)


def test_card_screen_says_how_many_conversations_are_left(store: Store) -> None:
    screen = render(card_screen(customer_card(store, "1", NOW, limit=1)), 80)

    assert "Conversations 3" in screen
    assert screen.endswith("\n… and 2 more, with --limit 0\n")


def test_card_json_has_a_next_step_for_each_deal(store: Store) -> None:
    card = card_json(customer_card(store, "1", NOW))

    assert card["next_steps"] == {1: card["next_step"]}
    assert card["next_step"]["why"] == "Send the second quote"


@settings(max_examples=60)
@given(st.builds(a_card, name=TEXTS, memo=TEXTS, note=TEXTS, helped=TEXTS), st.integers(20, 160))
def test_card_screen_is_safe_and_never_wider_than_the_terminal(card: CustomerCard, width: int) -> None:
    lines = render(card_screen(card), width).split("\n")

    assert max(map(cell_len, lines)) <= width
    assert not {"\x1b", "\u202e", "\x9b", "\t"} & set("".join(lines))
