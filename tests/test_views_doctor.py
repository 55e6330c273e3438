"""The screens of ``pipe doctor``."""

import pytest

from date_support import speaking
from pipeline_cli.domain.duplicates import Duplicates
from pipeline_cli.domain.finding import (
    ERROR,
    NOTE,
    OF_THE_CONTENTS,
    SEVERITIES,
    UNOPENED,
    WARNING,
    Examined,
    Finding,
    Value,
)
from pipeline_cli.domain.mending import Mended, OtherBackup, Rescued
from pipeline_cli.domain.restored import StoreContents
from pipeline_cli.views.doctor import diagnosis_json, diagnosis_screen, mending_screen
from pipeline_cli.views.finding_words import codes, told
from support import Golden, render

NOBODY = Duplicates((), 0)
FOUND = Examined(checked={"customers": 1200, "operations": 3}).with_more(
    [
        Finding("older", NOTE, {"theirs": 1, "ours": 2}),
        Finding("permissions", WARNING, {"names": ("/data/[x]/pipe.db",), "n": 1}),
        Finding("records", ERROR, {"names": ("customers 1", "deals 7"), "n": 40}),
        Finding("integrity", ERROR, {"why": "*** in database main *** \x1b[31m", "n": 1}),
    ]
)
CONTENTS = StoreContents(1200, 1500, 20_000, 300, None)
MENDED = Mended(
    Rescued(
        {"customers": 1200, "changes": 9},
        repaired=(("customers", 1),),
        doubtful=(("deals", 7),),
        lost=tuple(("activities", id_) for id_ in range(1, 40)),
        entries_repaired=(3,),
        entries_damaged=(4, 5),
    ),
    CONTENTS,
    "/data/pipe.db.backups/2026-11-18T003000Z-damaged.db",
    OtherBackup("/data/x.db", "2026-11-17T09:30:00+09:00", CONTENTS._replace(deals=1499)),
    ("/data/pipe.db",),
)
VALUES: dict[str, Value] = {
    "why": "why", "n": 1, "names": ("a",), "id": 1, "theirs": 1, "ours": 2, "path": "p", "free": 1, "wanted": 2,
    "service": "s", "kind": "k", "newest": "t", "now": "t", "version": "v", "needed": "n", "when": "w", "folder": "f",
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_doctor_screens(golden: Golden, width: int, language: str) -> None:
    with speaking(language):
        golden(render(diagnosis_screen((FOUND, NOBODY)), width) + "\n" + render(mending_screen(MENDED), width))


def test_sound_store_is_a_line() -> None:
    found = Examined(checked={"customers": 1, "deals": 2})

    assert render(diagnosis_screen((found, NOBODY)), 80).startswith("✓ The store is sound: 3 records checked.\n")


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("code", codes())
def test_each_finding_says_what_it_means_and_what_to_do(code: str, language: str) -> None:
    with speaking(language):
        assert all(told(Finding(code, WARNING, VALUES)))


def test_each_code_has_words() -> None:
    assert set(codes()) > UNOPENED | OF_THE_CONTENTS


def test_json_says_whether_it_is_sound() -> None:
    document = diagnosis_json((FOUND, NOBODY))

    assert (document["sound"], document["like_named"], document["total"]) == (False, [], 0)
    assert [one["severity"] for one in document["findings"]] == [ERROR, ERROR, WARNING, NOTE]
    assert {one["severity"] for one in document["findings"]} == set(SEVERITIES)
