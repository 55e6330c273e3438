import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.tally import KINDS, MOST, TallyChange, counted, tally_change, tally_changes, tally_kind
from pipeline_cli.errors import RefusedError, UsageError

changes = st.builds(TallyChange, st.sampled_from(KINDS), st.integers(0, 500), st.booleans())


@pytest.mark.parametrize(
    ("typed", "change"),
    [
        ("20", TallyChange("calls", 20)),
        ("+20", TallyChange("calls", 20)),
        ("-3", TallyChange("calls", -3)),
        ("=18", TallyChange("calls", 18, is_total=True)),
        ("=0", TallyChange("calls", 0, is_total=True)),
        ("＋２０", TallyChange("calls", 20)),
        (" 007 ", TallyChange("calls", 7)),
        ("5件", TallyChange("calls", 5)),
        ("＋２本", TallyChange("calls", 2)),
    ],
)
def test_tally_change_adds_takes_off_or_sets(typed: str, change: TallyChange) -> None:
    assert tally_change("calls", typed) == change


@pytest.mark.parametrize("typed", ["", "x", "+", "=", "--3", "+-3", "1.5", "2²", "1e3", "1,000", "9" * 5000, "calls"])
def test_tally_change_refuses_what_is_no_count(typed: str) -> None:
    with pytest.raises(UsageError) as refused:
        tally_change("calls", typed)

    assert "pipe tally calls +20" in refused.value.hint


@given(st.text(max_size=8))
def test_tally_change_reads_a_number_or_refuses(typed: str) -> None:
    try:
        amount = abs(tally_change("calls", typed).amount)
    except UsageError:
        return
    assert 0 <= amount < 10 * MOST


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("訪問 2件", [TallyChange("visits", 2)]),
        ("電話５", [TallyChange("calls", 5)]),
        ("calls+5 visits 2", [TallyChange("calls", 5), TallyChange("visits", 2)]),
        ("calls=18", [TallyChange("calls", 18, is_total=True)]),
    ],
)
def test_tally_changes_reads_an_amount_beside_its_kind(typed: str, said: list[TallyChange]) -> None:
    assert list(tally_changes(typed.split())) == said


def test_tally_changes_leaves_a_kind_with_a_figure_in_its_name_alone() -> None:
    assert list(tally_changes(["5S活動", "2"], own=["5S活動"])) == [TallyChange("5S活動", 2)]


@pytest.mark.parametrize("typed", ["件", "2件件", "2 件"])
def test_tally_change_refuses_a_counter_alone(typed: str) -> None:
    with pytest.raises(UsageError):
        tally_change("visits", typed)


@given(changes)
def test_tally_change_reads_back_what_it_says(change: TallyChange) -> None:
    assert list(tally_changes(str(change).split())) == [change]


@pytest.mark.parametrize(
    ("typed", "kind"), [("calls", "calls"), ("call", "calls"), ("A", "appointments"), ("ＶＩＳＩＴＳ", "visits")]
)
def test_tally_kind_is_the_one_that_begins_so(typed: str, kind: str) -> None:
    assert tally_kind(typed) == kind


@pytest.mark.parametrize("typed", ["", "phones", "callss", "20"])
def test_tally_kind_lists_what_there_is(typed: str) -> None:
    with pytest.raises(UsageError) as refused:
        tally_kind(typed)

    assert refused.value.hint.endswith("calls, appointments, visits, mails")


def test_tally_changes_take_several_kinds_in_a_line() -> None:
    assert list(tally_changes(["calls", "+20", "visits", "3"])) == [TallyChange("calls", 20), TallyChange("visits", 3)]


def test_counted_makes_changes_in_order() -> None:
    changes = [TallyChange("calls", 18, is_total=True), TallyChange("calls", 4), TallyChange("mails", 2)]

    assert counted({"calls": 40, "visits": 1}, changes) == {"calls": 22, "visits": 1, "mails": 2}


@pytest.mark.parametrize(("before", "amount"), [(2, -3), (0, -1), (MOST, 1)])
def test_counted_refuses_a_count_that_no_day_has(before: int, amount: int) -> None:
    with pytest.raises(RefusedError):
        counted({"calls": before}, [TallyChange("calls", amount)])


@given(st.lists(changes))
def test_counted_leaves_what_is_not_named_as_it_was(line: list[TallyChange]) -> None:
    named = {change.kind for change in line}
    before = dict.fromkeys(KINDS, 7)

    after = counted(before, line)

    assert {kind: 7 for kind in KINDS if kind not in named}.items() <= after.items()
    assert after.keys() == before.keys()
