"""What ``pipe log`` answers, as the contract promises it."""

import json

from helpers import Desk, Document

D = {
    "id": int,
    "ref": type(None),
    "title": str,
    "customer": dict,
    "state": str,
    "stage": str,
    "value": dict,
    "profit": dict,
    "mrr": dict,
    "concern": str,
    "if_solved": str,
    "decides_on": str,
    "opened_at": str,
    "stage_since": str,
    "closed_at": type(None),
    "lost_reason": str,
    "parked_until": type(None),
    "repeat": bool,
    "tags": list,
    "source": str,
}
A = {
    "id": int,
    "at": str,
    "kind": str,
    "inbound": bool,
    "reached": bool,
    "note": str,
    "minutes": int,
    "appointment": bool,
    "valid": bool,
    "helped": str,
    "thanked": bool,
}
N = {"due_at": str, "all_day": bool, "by": str, "why": str, "agreed": bool, "moves": int, "waiting": bool}

EVERYTHING = [
    *("Aoki Printing", "Likes the demo.", "--kind", "visit", "--inbound", "--appointment", "--valid"),
    *("--minutes", "45", "--at", "2026-11-18 09:00", "--next", "2026-11-24 14:00", "--why", "quote", "--by", "call"),
    *("--agreed", "--concern", "delivery time", "--if-solved", "yes", "--decides", "2026-12-18"),
    *("--stage", "prospect", "--value", "1,200,000", "--profit", "300000", "--mrr", "10000", "--title", "Second line"),
    *("--tag", "fair", "--tag", "vip", "--helped", "a sample", "--thanked"),
]


def log(desk: Desk, *words: str) -> Document:
    return desk.json("log", *words)


def shape(document: Document) -> dict[str, type]:
    return {key: type(value) for key, value in document.items()}


def test_everything_is_written_down_in_one_line(desk: Desk) -> None:
    answer = log(desk, *EVERYTHING)

    assert answer["deal"] == {
        "id": 1,
        "ref": None,
        "title": "Second line",
        "customer": {"id": 1, "name": "Aoki Printing"},
        "state": "open",
        "stage": "prospect",
        "value": {"minor": 1_200_000, "currency": "JPY"},
        "profit": {"minor": 300_000, "currency": "JPY"},
        "mrr": {"minor": 10_000, "currency": "JPY"},
        "concern": "delivery time",
        "if_solved": "yes",
        "decides_on": "2026-12-18",
        "opened_at": "2026-11-18T09:00:00+09:00",
        "stage_since": "2026-11-18T09:00:00+09:00",
        "closed_at": None,
        "lost_reason": "",
        "parked_until": None,
        "repeat": False,
        "tags": ["fair", "vip"],
        "source": "",
    }


def test_activity_and_next_step_are_answered(desk: Desk) -> None:
    answer = log(desk, *EVERYTHING)

    assert (
        answer["activity"].items()
        >= {
            "at": "2026-11-18T09:00:00+09:00",
            "kind": "visit",
            "inbound": True,
            "reached": True,
            "note": "Likes the demo.",
            "minutes": 45,
            "appointment": True,
            "valid": True,
            "helped": "a sample",
            "thanked": True,
        }.items()
    )
    assert (
        answer["next_step"].items()
        >= {
            "due_at": "2026-11-24T14:00:00+09:00",
            "all_day": False,
            "by": "call",
            "why": "quote",
            "agreed": True,
            "moves": 0,
            "waiting": False,
        }.items()
    )
    assert answer["warnings"] == []


def test_document_has_the_promised_keys_and_types(desk: Desk) -> None:
    answer = log(desk, *EVERYTHING)

    assert set(answer) >= {"deal", "activity", "next_step", "warnings"}
    assert shape(answer["deal"]).items() >= D.items()
    assert shape(answer["activity"]).items() >= A.items()
    assert shape(answer["next_step"]).items() >= N.items()


def test_keys_are_there_where_nothing_is_known(desk: Desk) -> None:
    answer = log(desk, "Aoki", "note")

    assert set(answer["deal"]) >= set(D)
    assert set(answer["activity"]) >= set(A)
    assert answer["next_step"] is None
    assert answer["deal"]["value"] is answer["activity"]["minutes"] is answer["activity"]["valid"] is None


def test_answer_is_one_document_and_the_talk_is_elsewhere(desk: Desk) -> None:
    outcome = desk("log", "Aoki", "note", "--next", "tomorrow", "--json")

    assert json.loads(outcome.out)
    assert outcome.out.count("\n") == 1
    assert "Thu 19 Nov" in outcome.err


def test_document_is_the_same_in_both_languages(desk: Desk) -> None:
    answers = [
        log(desk, "Aoki", "note", "--stage", "commit", "--kind", "call", "--lang", lang) for lang in ("en", "ja")
    ]

    assert [(one["deal"]["stage"], one["activity"]["kind"]) for one in answers] == [("commit", "call")] * 2


def test_screen_says_what_was_logged_and_what_comes_next(desk: Desk) -> None:
    out = desk.ok("log", "Aoki", "note", "--next", "2026-11-24 14:00", "--why", "quote", "--by", "call", "--my-plan")

    assert "#1 Aoki" in out
    assert "new customer" in out
    assert all(word in out for word in ("24 Nov", "14:00", "my plan", "call", "quote"))


def test_screen_shows_control_characters_and_no_markup(desk: Desk) -> None:
    out = desk.ok(
        "log", "Aoki \x1b[31m[bold]", "note", "--title", "[/x] \x1b]0;gone\x07", "--next", "+3d", "--why", "\x9b2J[red]"
    )

    assert not set(out) & {"\x1b", "\x07", "\x9b"}
    assert all(part in out for part in ("[bold]", "[/x]", "[red]"))


def test_document_holds_no_character_that_a_terminal_obeys(desk: Desk) -> None:
    outcome = desk("--json", "log", "Aoki", "a\x1b[2Jb\x9bc\u202ed\x7f")

    assert not set(outcome.out) & {"\x1b", "\x9b", "\u202e", "\x7f"}
    assert json.loads(outcome.out)["activity"]["note"] == "a\x1b[2Jb\x9bc\u202ed\x7f"
