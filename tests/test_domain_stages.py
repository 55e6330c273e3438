"""The stages in use: their order, what they are called, and which of the usual figures go with each."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from date_support import speaking
from pipeline_cli.domain.deal import furthest
from pipeline_cli.domain.funnel_ratio import RULE_STAGES, rule_stages
from pipeline_cli.domain.stages import (
    DEFAULT_KEYS,
    DEFAULT_STAGES,
    Stage,
    first_stage,
    stage_keys,
    stage_label,
    stage_named,
    use_stages,
)
from pipeline_cli.domain.win_chance import DEFAULT_CHANCES, stage_like, usual_chance, usual_chances
from pipeline_cli.i18n import t

OWN = (Stage("lead", "Lead", "リード"), Stage("demo", "", "デモ"), Stage("commit", "Signing"), Stage("prospect"))
KEYS = st.lists(st.sampled_from([*DEFAULT_KEYS, "a", "b", "c", "d"]), min_size=1, unique=True).map(tuple)


@pytest.fixture
def own() -> Iterator[None]:
    use_stages(OWN)
    yield
    use_stages()


def test_the_usual_stages_are_the_four() -> None:
    assert stage_keys() == ("approach", "potential", "prospect", "commit")
    assert {stage_named(key) for key in stage_keys()} == set(stage_keys())


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(
    ("key", "english", "japanese"),
    [
        ("lead", "Lead", "リード"),
        ("demo", "demo", "デモ"),
        ("commit", "Signing", "契約待ち"),
        ("prospect", "prospect", "見込み客"),
        ("gone", "gone", "gone"),
        ("call", "call", "call"),
    ],
)
def test_stage_label_is_that_of_the_language_or_else_what_there_is(key: str, english: str, japanese: str) -> None:
    assert stage_label(key) == english
    with speaking("ja"):
        assert stage_label(key) == japanese


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("lead", "lead"),
        ("LEAD", "lead"),
        ("リード", "lead"),
        ("デモ", "demo"),
        ("signing", "commit"),
        (" demo ", "demo"),
    ],
)
def test_stage_named_knows_key_and_both_labels(text: str, key: str) -> None:
    assert stage_named(text) == key


@pytest.mark.parametrize("spoken", ["en", "ja"])
def test_the_four_are_called_in_both_languages_whichever_is_spoken(spoken: str) -> None:
    with speaking(spoken):
        assert [stage_named(name) for name in ("新規開拓", "潜在客", "見込み客", "契約待ち")] == [*DEFAULT_KEYS]


def test_the_four_are_called_as_the_catalogue_calls_them() -> None:
    with speaking("ja"):
        assert [stage_label(key) for key in DEFAULT_KEYS] == [t(key) for key in DEFAULT_KEYS]


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("text", ["", " ", "approach", "won", "le"])
def test_stage_named_knows_no_other(text: str) -> None:
    assert stage_named(text) is None


@pytest.mark.usefixtures("own")
def test_own_order_decides_which_stage_is_first_and_which_furthest() -> None:
    assert first_stage() == "lead"
    assert furthest(("commit", "prospect", "gone")) == "prospect"
    assert furthest(("gone", "approach")) == "gone"


def test_the_four_keep_their_chances() -> None:
    assert usual_chances(DEFAULT_KEYS) == DEFAULT_CHANCES
    assert usual_chance("gone") == DEFAULT_CHANCES["prospect"]


def test_a_stage_between_two_of_the_four_lies_between_them() -> None:
    found = usual_chances(("approach", "potential", "prospect", "proposal", "commit"))

    assert found == {**DEFAULT_CHANCES, "proposal": pytest.approx((2 / 9) ** 0.5)}


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        (("a", "b"), (1 / 300, 2 / 3)),
        (("only",), (1 / 3,)),
        (("commit",), (2 / 3,)),
        (("commit", "approach"), (1 / 300, 2 / 3)),
        (("potential", "commit"), (1 / 30, 2 / 3)),
    ],
)
def test_other_stages_have_chances_by_their_place(stages: tuple[str, ...], expected: tuple[float, ...]) -> None:
    assert tuple(usual_chances(stages).values()) == pytest.approx(expected)


@given(KEYS)
def test_chances_of_any_stages_rise_from_first_to_last(stages: tuple[str, ...]) -> None:
    found = usual_chances(stages)
    chances = [found[stage] for stage in stages]

    assert chances == sorted(chances)
    assert all(1 / 301 < chance <= 2 / 3 for chance in chances)


@given(KEYS)
def test_each_of_the_four_is_like_a_stage_in_use(stages: tuple[str, ...]) -> None:
    use_stages([Stage(key) for key in stages])
    try:
        likes = [stage_like(key) for key in DEFAULT_KEYS]
        assert set(likes) <= set(stages)
        assert rule_stages() == tuple(map(stage_like, RULE_STAGES))
    finally:
        use_stages()


def test_rule_stages_are_those_of_the_rule() -> None:
    assert rule_stages() == RULE_STAGES
    assert DEFAULT_STAGES[0].key == RULE_STAGES[-1]
