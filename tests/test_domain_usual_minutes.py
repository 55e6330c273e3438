"""What contacts take for which no minutes were noted."""

from collections.abc import Sequence

import pytest

from pipeline_cli.domain.usual_minutes import ENOUGH, UNANSWERED, USUAL, Unnoted, estimated_minutes, usual_minutes


@pytest.mark.parametrize(
    ("noted", "minutes"),
    [
        ([], USUAL["call"]),
        ([35] * (ENOUGH - 1), USUAL["call"]),
        ([35] * ENOUGH, 35),
        ([4, *[20] * (ENOUGH - 2), 400], 20),
        ([5, 6] * ENOUGH, 5.5),
    ],
)
def test_usual_minutes_are_the_own_median_once_there_are_enough(noted: Sequence[int], minutes: float) -> None:
    assert usual_minutes([("call", one) for one in noted]) == {**USUAL, "call": minutes}


def test_estimated_minutes_count_each_kind_and_tries_that_reached_nobody() -> None:
    unnoted = [
        Unnoted(1, "visit", reached=True, contacts=2),
        Unnoted(1, "call", reached=False, contacts=3),
        Unnoted(2, "chat", reached=True, contacts=1),
    ]

    assert estimated_minutes(unnoted, USUAL) == {1: 2 * USUAL["visit"] + 3 * UNANSWERED, 2: USUAL["chat"]}


def test_estimated_minutes_are_none_without_contacts() -> None:
    assert estimated_minutes([], USUAL) == {}
