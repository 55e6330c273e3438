"""What an entry of the history says, in either language."""

from datetime import date

import pytest

from date_support import speaking
from pipeline_cli.domain.entry_words import command_word, entry_text, summary_text

TODAY = date(2026, 11, 18)

TOLD = [
    ("tally", "calls +20, visits 3 (2026-11-17)", "架電 +20、visits 3（11月17日(火)）"),
    ("tally", "calls +20, appointments +2", "架電 +20、アポ +2"),
    ("kpi set", "contracts 4, 2026-11-01 – 2026-11-30", "契約数 4件、11月1日(日)〜11月30日(月)"),
    ("kpi set", "close_rate 30%, 2026-11-01 – 2026-11-30", "成約率 30%、11月1日(日)〜11月30日(月)"),
    ("plan", "revenue 12000000 JPY, 2026-10-01 – 2026-12-31", "売上 1,200万円、10月1日(木)〜12月31日(木)"),
    (
        "plan drop",
        "contracts 12, 2026-10-01 – 2026-12-31: moved on",
        "契約数 12件、10月1日(木)〜12月31日(木): moved on",
    ),
    ("restore", "2026-11-18 09:30", "11月18日(水) 09:30"),
    ("restore", "pipe.db", "pipe.db"),
    ("review goal", "customers helped 3", "お役立ち、1日3件"),
    ("review goal", "本を読む 1", "本を読む、1日1件"),
    ("config", "stage add proposal", "段階「proposal」を追加"),
    ("config", "stage remove prospect → commit, 1", "prospect → commit、商談1件"),
    ("edit", "#1 田中: value, decides_on", "#1 田中: 金額、結論日"),
    ("undo", "next #1 田中, tally calls +20", "次の一手 #1 田中、記録数 架電 +20"),
    ("undo", "", ""),
    ("demo", "66 customers, 99 deals", "顧客66件、商談99件"),
    ("log", "#1 calls +20", "#1 calls +20"),
]


@pytest.mark.parametrize(("command", "summary", "told"), TOLD)
def test_summary_is_told_in_japanese(command: str, summary: str, told: str) -> None:
    with speaking("ja"):
        assert summary_text(command, summary, TODAY) == told


def test_summary_tells_what_was_decided_of_deals() -> None:
    assert summary_text("prune", "close #12 #15, keep #9", TODAY) == "let go #12 #15, kept #9"


def test_entry_names_its_command_in_japanese() -> None:
    with speaking("ja"):
        assert entry_text("next", "#1 田中", TODAY) == "次の一手 #1 田中"


def test_entry_names_its_command_in_english_as_it_is_typed() -> None:
    assert entry_text("kpi set", "contracts 4, 2026-11-01 – 2026-11-30", TODAY) == (
        "kpi set contracts 4, Sun 1 Nov to Mon 30 Nov"
    )


def test_command_of_another_version_keeps_its_name() -> None:
    assert command_word("dance") == "dance"
