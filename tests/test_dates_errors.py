"""What the user is told when a date can't be read."""

import json

import pytest

from date_support import read, refused, speaking
from pipeline_cli.dates import Looking
from pipeline_cli.dates.error import EXAMPLES
from pipeline_cli.errors import UsageError

LOOKING: tuple[Looking, ...] = ("ahead", "back", "end")


@pytest.mark.parametrize("looking", LOOKING)
@pytest.mark.parametrize("spoken", ["en", "ja"])
def test_date_error_gives_two_examples_that_would_be_read(spoken: str, looking: Looking) -> None:
    with speaking(spoken):
        error = refused("xyz", looking)

    examples = EXAMPLES[spoken][looking]
    assert all(f'"{example}"' in error.hint or f"「{example}」" in error.hint for example in examples)
    assert all(read(example, looking) for example in examples)


def test_date_error_is_wrong_usage_and_quotes_the_part() -> None:
    with speaking("en"):
        error = refused("tue Tanaka 14:00")

    assert isinstance(error, UsageError)
    assert error.exit_code == 2
    assert '"Tanaka"' in error.what
    assert error.why
    assert str(error) == error.what


def test_date_error_says_that_nothing_was_typed() -> None:
    error = refused("  ")

    assert (error.code, error.part) == ("empty", "")
    assert '""' not in error.what


@pytest.mark.parametrize("text", ["x" * 10_000_000, "１" * 200, "tue " * 2_000_000, "(" * 119, "十" * 119, "ﷺ" * 119])
def test_date_error_quotes_no_more_than_a_line(text: str) -> None:
    error = refused(text)

    assert len(error.part) <= 40
    assert len(error.what) < 100


@pytest.mark.parametrize("text", ["\ud800", "\x1b[31m", "tue \udcff", "a\nb\0c", "\u202etue\x9b"])
def test_date_error_is_safe_to_show_and_to_write(text: str) -> None:
    error = refused(text)

    assert error.part.isprintable()
    assert error.what.isprintable()
    assert json.dumps(error.part, ensure_ascii=False).encode()
