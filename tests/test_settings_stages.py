"""The stages in the configuration: read, refused by line, and told apart."""

import pytest

from config_support import look, problems
from pipeline_cli.domain.stages import DEFAULT_STAGES, Stage

TWO = '[[stages]]\nkey = "Lead"\nen = "Lead"\n\n[[stages]]\nkey = "見積"\nja = "見積提示"\n'


def test_stages_are_read_in_their_order() -> None:
    assert look(TWO).config.stages == (Stage("lead", "Lead"), Stage("見積", "", "見積提示"))


def test_without_stages_there_are_the_four() -> None:
    assert look('language = "ja"\n').config.stages == DEFAULT_STAGES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("stages = 3", (1, "stages")),
        ("stages = []", (1, "stages")),
        ('stages = ["a", "b"]', (1, "stages")),
        (f"{TWO}[[stages]]\nen = 'x'\n", (8, "stages.2")),
        (f"{TWO}[[stages]]\nkey = 'won'\n", (8, "stages.2")),
        (f"{TWO}[[stages]]\nkey = 'a b'\n", (8, "stages.2")),
        (f"{TWO}[[stages]]\nkey = 'a,b'\n", (8, "stages.2")),
        (f"{TWO}[[stages]]\nkey = '12'\n", (8, "stages.2")),
        (f"{TWO}[[stages]]\nkey = 'c'\nen = 5\n", (8, "stages.2")),
        (f'{TWO}[[stages]]\nkey = "c"\nen = "\\u001b[31m"\n', (8, "stages.2")),
        (f"{TWO}[[stages]]\nkey = 'c'\nlabel = 'x'\n", (10, "stages.2.label")),
        (f"{TWO}[[stages]]\nkey = 'lead'\n", (8, "stages.2")),
        (f"{TWO}[[stages]]\nkey = 'c'\nen = 'LEAD'\n", (8, "stages.2")),
        ("".join(f"[[stages]]\nkey = 's{n}'\n" for n in range(31)), (1, "stages")),
    ],
)
def test_a_stage_that_cannot_be_is_named_by_its_line(text: str, expected: tuple[int, str]) -> None:
    assert problems(text) == [expected]


def test_wrong_stages_leave_the_usual_ones() -> None:
    assert look("stages = 3").config.stages == DEFAULT_STAGES


def test_label_and_key_of_one_stage_may_be_the_same() -> None:
    assert problems("[[stages]]\nkey = 'lead'\nen = 'Lead'\nja = 'lead'\n") == []
