"""Decisions that wait in a file until they are saved."""

import os
import stat
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.next_step import Due
from pipeline_cli.domain.pruning import Decision
from pipeline_cli.services.triage_journal import Journal, drop_journal, read_journal, write_journal
from support import NOW, TODAY

DECISIONS = (
    Decision(1, "close", reason="予算がない\x1b"),
    Decision(2, "park", until=TODAY),
    Decision(3, "ask", due=Due(TODAY)),
    Decision(4, "ask", due=Due(TODAY, NOW)),
    Decision(5, "keep"),
    Decision(6, "won"),
)

decisions = st.builds(
    Decision,
    st.integers(1),
    st.sampled_from(["close", "won", "park", "ask", "keep"]),
    st.text(),
    st.none() | st.dates(),
    st.none() | st.builds(Due, st.dates(), st.none()),
)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    return str(tmp_path / "pipe.db")


def files(store: str) -> list[Path]:
    return sorted(Path(f"{store}.drafts").iterdir())


@given(st.lists(decisions))
def test_journal_reads_what_was_written(tmp_path_factory: pytest.TempPathFactory, made: list[Decision]) -> None:
    store = str(tmp_path_factory.mktemp("journal") / "pipe.db")

    assert write_journal(store, made, NOW)
    assert read_journal(store) == Journal(tuple(made), NOW)


def test_journal_holds_the_last_that_was_written(store: str) -> None:
    for count in range(len(DECISIONS) + 1):
        write_journal(store, DECISIONS[:count], NOW + timedelta(seconds=count))

    assert read_journal(store) == Journal(DECISIONS, NOW + timedelta(seconds=len(DECISIONS)))
    assert len(files(store)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_journal_is_the_users_alone(store: str) -> None:
    write_journal(store, DECISIONS, NOW)

    assert stat.S_IMODE(os.stat(files(store)[0]).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(f"{store}.drafts").st_mode) == 0o700


def test_journal_is_gone_once_dropped(store: str) -> None:
    write_journal(store, DECISIONS, NOW)
    drop_journal(store)

    assert read_journal(store) is None
    drop_journal(store)


def test_journal_of_another_store_is_not_read(store: str, tmp_path: Path) -> None:
    write_journal(store, DECISIONS, NOW)
    os.rename(f"{store}.drafts", tmp_path / "other.db.drafts")

    assert read_journal(str(tmp_path / "other.db")) is None


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"at": "x", "decisions": []}', b"\xff\x00", b"null"])
def test_damaged_journal_is_none(store: str, damage: bytes) -> None:
    write_journal(store, DECISIONS, NOW)
    files(store)[0].write_bytes(damage)

    assert read_journal(store) is None


def test_journal_is_kept_elsewhere_where_the_folder_cannot_be_written_to(store: str) -> None:
    Path(f"{store}.drafts").write_text("in the way")

    assert write_journal(store, DECISIONS, NOW)
    assert read_journal(store) == Journal(DECISIONS, NOW)


def test_journal_that_can_be_written_nowhere_says_so(store: str, tmp_path: Path) -> None:
    Path(f"{store}.drafts").write_text("in the way")
    (tmp_path / "tmp").rmdir()
    (tmp_path / "tmp").write_text("in the way, too")

    assert not write_journal(store, DECISIONS, NOW)
