"""What the user is told when a date can't be read."""

import json

import pytest

from date_support import PLAIN, read, refused, speaking
from pipeline_cli.dates import Looking
from pipeline_cli.dates.error import DAYS, EXAMPLES, TIMES
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


@pytest.mark.parametrize(
    ("text", "day_first", "turned", "order"),
    [("13/1", False, "1/13", "day-first"), ("1/13 10:00", True, "13/1", "month-first")],
)
def test_date_error_turns_day_and_month_round_and_names_the_setting(
    text: str,
    day_first: bool,  # noqa: FBT001  # pytest gives it by name
    turned: str,
    order: str,
) -> None:
    with speaking("en"):
        error = refused(text, rules=PLAIN._replace(day_first=day_first))

    assert f'"{turned}"' in error.hint
    assert error.hint.endswith(f"pipe config set dates.order {order}")


@pytest.mark.parametrize(
    ("text", "example"),
    [("tue 25:00", "14:00"), ("feb 30", "3 dec"), ("来週田中さん", "来週火曜 14時"), ("25時", "火曜 14時")],
)
def test_date_error_gives_examples_of_the_kind_and_language_that_was_typed(text: str, example: str) -> None:
    with speaking("en"):
        assert example in refused(text).hint


@pytest.mark.parametrize("pair", [*TIMES.values(), *DAYS.values()])
def test_date_error_gives_only_examples_that_are_read(pair: tuple[str, str]) -> None:
    assert all(read(example) for example in pair)
