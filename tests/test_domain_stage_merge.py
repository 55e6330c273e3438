"""A change of the stages put into those in use, whatever else was done to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.row_merge import ChangedSinceError
from pipeline_cli.domain.stage_merge import merged_stages
from pipeline_cli.domain.stages import Stage

LISTS = st.permutations("abcd").flatmap(lambda keys: st.integers(1, 4).map(lambda n: stages("".join(keys[:n]))))


def stages(keys: str) -> list[Stage]:
    return [Stage(key) for key in keys]


def keys(found: list[Stage]) -> str:
    return "".join(stage.key for stage in found)


@pytest.mark.parametrize(
    ("now", "was", "wanted", "expected"),
    [
        ("abxc", "abc", "adbc", "adbxc"),
        ("abxc", "abc", "ac", "axc"),
        ("ac", "abc", "dabc", "dac"),
        ("bca", "abc", "bca", "bca"),
        ("cab", "abc", "abcd", "cdab"),
    ],
)
def test_change_goes_into_stages_that_are_no_longer_as_it_found_them(
    now: str, was: str, wanted: str, expected: str
) -> None:
    assert keys(merged_stages(stages(now), stages(was), stages(wanted))) == expected


@pytest.mark.parametrize(("now", "was", "wanted"), [("acb", "abc", "bac"), ("b", "ab", "a")])
def test_change_that_no_longer_fits_is_refused(now: str, was: str, wanted: str) -> None:
    with pytest.raises(ChangedSinceError):
        merged_stages(stages(now), stages(was), stages(wanted))


def test_label_that_was_changed_since_is_left_alone() -> None:
    was, wanted, now = [Stage("a")], [Stage("a", "Lead")], [Stage("a", "First")]

    with pytest.raises(ChangedSinceError):
        merged_stages(now, was, wanted)
    assert merged_stages([*now, Stage("b")], was, [*was, Stage("c")]) == [Stage("a", "First"), Stage("c"), Stage("b")]


@given(was=LISTS, wanted=LISTS)
def test_change_is_taken_back_by_its_opposite(was: list[Stage], wanted: list[Stage]) -> None:
    assert merged_stages(merged_stages(was, was, wanted), wanted, was) == was
