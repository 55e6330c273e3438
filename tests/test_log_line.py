"""The command line of ``pipe log``, taken apart and put together again."""

from pipeline_cli.log_line import log_line


def test_line_of_a_draft_is_taken_apart() -> None:
    line = log_line(["--won", "Aoki", "--why=x", "likes", "--tag", "a", "--oops", "it", "--", "--not-an-option"])

    assert (line.who, line.note, line.left_out) == ("Aoki", ("likes", "it", "--not-an-option"), ("--oops",))
    assert line.words() == ["--won", "--why=x", "--tag", "a", "--", "Aoki", "likes", "it", "--not-an-option"]


def test_time_is_added_to_a_line_that_has_none() -> None:
    assert log_line(["Aoki"]).words(at="noon") == ["--at=noon", "--", "Aoki"]
    assert log_line(["Aoki", "--at", "today"]).words(at="noon") == ["--at", "today", "--", "Aoki"]
