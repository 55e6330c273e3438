"""Which change depends on which, and how rows are merged column by column."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.dependence import Change, touched
from pipeline_cli.domain.row_merge import ChangedSinceError, merged

DEAL = {"id": 1, "customer_id": 7, "ref": None, "title": "a", "state": "open", "stage": "approach", "value_minor": 1}
STEP = {"id": 1, "deal_id": 1, "ref": None, "state": "open", "why": "x", "due_on": "2026-11-18"}

ROWS = st.fixed_dictionaries({name: st.integers(0, 2) for name in "abc"})


def deal(**columns: object) -> str:
    return json.dumps({**DEAL, **columns})


def step(**columns: object) -> str:
    return json.dumps({**STEP, **columns})


def is_needed(first: Change, later: Change) -> bool:
    return touched([first]).is_needed_by(touched([later]))


MADE = Change("deals", 1, None, deal())
MOVED = Change("deals", 1, deal(), deal(stage="commit"))
RENAMED = Change("deals", 1, deal(), deal(title="b"))


@pytest.mark.parametrize(
    ("first", "later", "expected"),
    [
        (MADE, RENAMED, True),
        (RENAMED, MOVED, False),
        (RENAMED, Change("deals", 1, deal(title="b"), deal(title="c")), True),
        (RENAMED, Change("deals", 2, deal(), deal(title="c")), False),
        (RENAMED, Change("deals", 1, deal(), None), True),
        (MOVED, Change("deals", 1, deal(), deal(state="won")), True),
        (MADE, Change("next_steps", 1, None, step()), True),
        (RENAMED, Change("next_steps", 1, None, step()), False),
        (Change("customers", 7, None, "{}"), MADE, True),
        (Change("customers", 8, None, "{}"), MADE, False),
        (Change("deals", 1, deal(), deal(customer_id=8)), Change("customers", 7, "{}", None), True),
    ],
)
def test_later_change_depends_on_an_earlier_one(first: Change, later: Change, *, expected: bool) -> None:
    assert is_needed(first, later) == expected


def test_only_open_step_of_a_deal_stands_in_the_way_of_another() -> None:
    dropped = Change("next_steps", 1, step(), step(state="dropped"))

    assert is_needed(dropped, Change("next_steps", 2, None, step(id=2)))
    assert not is_needed(dropped, Change("next_steps", 2, None, step(id=2, deal_id=2)))


def test_ref_that_a_later_row_took_stands_in_the_way() -> None:
    freed = Change("deals", 1, deal(ref="a"), deal())

    assert is_needed(freed, Change("deals", 2, None, deal(id=2, ref="a")))
    assert not is_needed(freed, Change("deals", 2, None, deal(id=2)))


@given(was=ROWS, wanted=ROWS)
def test_row_that_is_as_it_was_becomes_as_it_is_wanted(was: dict[str, int], wanted: dict[str, int]) -> None:
    assert merged(json.dumps(was), json.dumps(was), json.dumps(wanted)) == json.dumps(wanted)


@given(now=ROWS, was=ROWS, wanted=ROWS)
def test_merged_row_takes_what_differs_and_keeps_the_rest(
    now: dict[str, int], was: dict[str, int], wanted: dict[str, int]
) -> None:
    now = {**now, **{name: was[name] for name in was if was[name] != wanted[name]}}
    text = merged(json.dumps(now), json.dumps(was), json.dumps(wanted))

    assert json.loads(text or "") == {name: wanted[name] if was[name] != wanted[name] else now[name] for name in now}


@pytest.mark.parametrize(
    ("now", "was", "wanted"), [("{}", None, "{}"), (None, "{}", "{}"), ('{"a":2}', '{"a":1}', None)]
)
def test_row_that_is_another_is_not_touched(now: str | None, was: str | None, wanted: str | None) -> None:
    with pytest.raises(ChangedSinceError):
        merged(now, was, wanted)
