"""``pipe doctor``: what is wrong in the store and around it, and customers who may be one."""

import json
import os
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from helpers import Desk, posix_only
from pipeline_cli.services import check_surroundings
from pipeline_cli.services.check_surroundings import file_system, synced_by

pytestmark = pytest.mark.usefixtures("private_files")


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.ok("add", "Aoki Printing", "--email", "a@example.jp")
    desk.ok("add", "Mori")
    desk.ok("add", "Aoki Prinitng", "--new", "--no-deal")
    desk.ok("add", "Mori", "--new", "--no-deal")
    desk.ok("add", "Office of Aoki", "--email", "A@example.jp", "--new")
    return desk


def test_doctor_lists_the_surest_pairs_first(desk: Desk) -> None:
    pairs = desk.json("doctor")["like_named"]

    assert [([one["id"] for one in pair["customers"]], pair["why"]) for pair in pairs] == [
        ([1, 5], "same_mail"),
        ([2, 4], "same_name"),
        ([1, 3], "like_name"),
    ]


def test_each_command_can_be_run(desk: Desk) -> None:
    pairs = desk.json("doctor")["like_named"]

    for pair in pairs:
        program, *words = shlex.split(pair["command"])
        assert program == "pipe"
        assert desk(*words).code == 0, pair["command"]
    answer = desk.json("doctor")
    assert (answer["like_named"], answer["total"]) == ([], 0)


def test_doctor_shows_pairs_and_commands(desk: Desk) -> None:
    screen = desk.ok("doctor", "--limit", "2")

    assert "pipe merge 2 id:4" in screen
    assert "the same name" in screen
    assert "and 1 more" in screen


def test_doctor_finds_nothing_in_an_empty_store(tmp_path: Path) -> None:
    desk = Desk(tmp_path)

    assert desk.json("doctor") == {"like_named": [], "total": 0, "sound": True, "findings": [], "checked": {}}
    assert not desk.path.exists()


def test_names_from_outside_are_made_safe(desk: Desk) -> None:
    desk.ok("add", "Evil \x1b[31m $(true)", "--email", "a@example.jp", "--new")

    assert "\x1b[31m" not in desk.ok("doctor")
    assert "'" in desk.json("doctor")["like_named"][0]["command"]


def codes_of(desk: Desk, **environ: str) -> list[str]:
    """Return the codes of what is found."""
    outcome = desk("doctor", "--json", **environ)
    answer = json.loads(outcome.out)
    assert (outcome.code == 0) == answer["sound"]
    return [one["code"] for one in answer["findings"]]


def gone_process() -> int:
    """Return the number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_sound_store_is_told_and_counted(desk: Desk) -> None:
    answer = desk.json("doctor")

    assert (answer["sound"], answer["findings"]) == (True, [])
    assert answer["checked"] == {"customers": 5, "deals": 3, "stage_changes": 3, "operations": 5}
    assert "16 records checked" in desk.ok("doctor")


def test_unsound_store_ends_with_5_and_says_what_to_do(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.path)) as connection, connection:
        connection.execute("UPDATE customers SET memo = 'other' WHERE id = 2")
    outcome = desk("doctor")

    assert outcome.code == 5
    assert "1 record is not what was written: customers 2" in outcome.out
    assert "pipe doctor --fix" in outcome.out
    assert "is not sound" in outcome.err


def test_finding_in_json_says_what_it_means_and_what_to_do(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.path)) as connection, connection:
        connection.execute("DELETE FROM deal_facts WHERE deal_id = 2")
    finding = json.loads(desk("doctor", "--json").out)["findings"][0]

    assert finding.keys() == {"code", "severity", "found", "means", "do", "values"}
    assert (finding["code"], finding["severity"], finding["values"]) == ("facts", "error", {"n": 2})


@posix_only
def test_files_that_others_may_read_are_told_and_mended(desk: Desk) -> None:
    desk.path.chmod(0o644)
    desk.ok("backup")
    Path(f"{desk.path}.backups").chmod(0o755)

    assert codes_of(desk) == ["permissions"]
    desk.ok("doctor", "--fix")
    assert codes_of(desk) == []
    assert [path.stat().st_mode & 0o777 for path in (desk.path, Path(f"{desk.path}.backups"))] == [0o600, 0o700]


@posix_only
def test_what_a_killed_process_left_is_told_and_removed(desk: Desk) -> None:
    left = [Path(f"{desk.path}.{gone_process()}.{end}") for end in ("new", "part", "part-journal")]
    for path in left:
        path.touch(mode=0o600)
    mine = Path(f"{desk.path}.{os.getpid()}.new")
    mine.touch(mode=0o600)

    assert codes_of(desk) == ["leftovers"]
    desk.ok("doctor", "--fix")
    assert not any(path.exists() for path in left)
    assert mine.exists()


def test_stale_log_is_told_left_out_and_put_aside(desk: Desk, tmp_path: Path) -> None:
    content = desk.path.read_bytes()
    with closing(sqlite3.connect(tmp_path / "other.db", isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL").fetchall()
        other.execute("CREATE TABLE songs (id)")
        Path(f"{desk.path}-wal").write_bytes((tmp_path / "other.db-wal").read_bytes())

    assert codes_of(desk)[0] == "stale_log"
    assert desk.path.read_bytes() == content
    desk.ok("doctor", "--fix")
    assert not Path(f"{desk.path}-wal").exists()
    assert len(list(Path(f"{desk.path}.backups").glob("*-damaged.db-wal"))) == 1
    assert codes_of(desk) == []


def test_log_of_another_program_is_told_and_nothing_of_it_lost(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL").fetchall()
        other.execute("DELETE FROM romaji")

        assert codes_of(desk) == ["log_mode"]


@posix_only
def test_unfinished_change_is_told_and_left(desk: Desk) -> None:
    script = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('PRAGMA cache_size = 1');"
        "[c.execute('UPDATE customers SET memo = hex(zeroblob(9000))') for _ in 'ab']; os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script, str(desk.path)], check=True)
    files = (desk.path, Path(f"{desk.path}-journal"))
    before = [path.read_bytes() for path in files]

    assert codes_of(desk) == ["unfinished"]
    assert [path.read_bytes() for path in files] == before
    desk.ok("doctor", "--fix")
    assert codes_of(desk) == []


def test_days_without_a_backup_are_told(desk: Desk) -> None:
    assert codes_of(desk, PIPE_NOW="2026-11-19T09:30:00+09:00") == ["no_backup"]


def test_old_backup_is_told(desk: Desk) -> None:
    desk.ok("backup", PIPE_NOW="2026-11-09T09:30:00+09:00")

    assert codes_of(desk) == ["old_backup"]


def test_broken_configuration_is_told_and_stops_nothing(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("currency = [\n", encoding="utf-8")

    assert codes_of(desk, PIPE_CONFIG=str(tmp_path / "broken.toml")) == ["config"]


def test_deals_in_stages_that_are_not_configured_are_told(desk: Desk, tmp_path: Path) -> None:
    desk.ok("log", "Hoshino", "a note", "--new")
    desk.ok("config", "stage", "add", "proposal", "--after", "prospect")
    desk.ok("move", "Hoshino", "proposal")
    (tmp_path / "other.toml").write_text("", encoding="utf-8")

    assert codes_of(desk) == []
    assert codes_of(desk, PIPE_CONFIG=str(tmp_path / "other.toml")) == ["stages"]
    assert "deals 4 (proposal)" in desk.ok("doctor", PIPE_CONFIG=str(tmp_path / "other.toml"))


def test_synced_folder_is_told(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "OneDrive - Example")
    desk.ok("add", "Mori")

    assert codes_of(desk) == ["synced"]


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/home/a/Dropbox/work/pipe.db", "Dropbox"),
        ("/Users/a/Library/Mobile Documents/pipe.db", "iCloud Drive"),
        ("/Users/a/Library/CloudStorage/Box-Box/pipe.db", "macOS CloudStorage"),
        ("/home/a/Nextcloud/pipe.db", "Nextcloud"),
        ("/home/a/boxes/Dropbox", ""),
    ],
)
def test_folders_that_a_service_keeps_the_same_are_known(path: str, service: str) -> None:
    assert synced_by(path) == service


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/a/local ext4 rw 0 0
me@host:/x /mnt/my\\040disk fuse.sshfs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/a/pipe.db", "nfs4"),
        ("/home/a/local/pipe.db", "ext4"),
        ("/homes/pipe.db", "ext4"),
        ("/mnt/my disk/pipe.db", "fuse.sshfs"),
    ],
)
def test_file_system_is_that_of_the_nearest_mount(path: str, kind: str) -> None:
    assert file_system(path, MOUNTS) == kind


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("content", [b"", b"# notes\n" * 99], ids=["empty", "text"])
def test_doctor_has_an_answer_for_any_file(desk: Desk, content: bytes, language: str) -> None:
    desk.path.write_bytes(content)
    outcome = desk("--lang", language, "doctor")

    assert (outcome.code, desk.path.read_bytes()) == (5, content)
    assert "Traceback" not in outcome.err


def test_text_that_a_killed_editor_left_is_told(desk: Desk) -> None:
    folder = Path(f"{desk.path}.drafts")
    folder.mkdir(mode=0o700)
    (folder / "edit-x1.toml").touch(mode=0o600)
    (folder / "log-x1.json").touch(mode=0o600)

    assert codes_of(desk) == ["editor_left"]
    assert "edit-x1.toml" in "".join(desk.ok("doctor").split())  # however it was folded


def test_store_that_can_not_be_written_to_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)

    assert codes_of(desk) == ["read_only"]
    assert "can't be written to: you may not change" in desk.ok("doctor")


@pytest.mark.skipif(not hasattr(os, "statvfs"), reason="asks the file system")
def test_read_only_disk_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    monkeypatch.setattr(check_surroundings, "_is_on_read_only_disk", lambda _: True)

    assert "the disk is read-only" in desk.ok("doctor")
