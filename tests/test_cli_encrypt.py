"""``pipe encrypt`` and ``pipe decrypt``: everything works as before, and nobody without the key gets in."""

import json
import shutil
from pathlib import Path
from unittest.mock import patch

import pytest

from encrypt_support import (
    NAMES,
    PASSPHRASE,
    MadeUpKeyring,
    another_session,
    encrypted,
    files_of,
    filled_desk,
    needs_sqlcipher,
    use_keyring,
    written,
)
from helpers import Desk
from pipeline_cli.store.cipher import is_encrypted

needs_sqlcipher()

REFUSED, UNREADABLE, MISSING = 4, 5, 3


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return filled_desk(tmp_path)


@pytest.fixture
def locked(desk: Desk) -> Desk:
    """A desk with an encrypted store, in a shell where its passphrase was not typed."""
    encrypted(desk)
    return another_session(desk)


def opened(desk: Desk, *words: str, secret: str = PASSPHRASE) -> str:
    """Return what a command line answers that is given a passphrase, or a recovery key."""
    return desk.ok(*words, PIPE_PASSPHRASE_FILE=written(desk.folder, "secret", secret))


def refused(desk: Desk, *words: str, secret: str) -> str:
    """Return what is said where a passphrase does not open the store."""
    outcome = desk(*words, PIPE_PASSPHRASE_FILE=written(desk.folder, "secret", secret))
    assert outcome.code == UNREADABLE
    return outcome.err


def test_encrypt_converts_store_and_backups(desk: Desk) -> None:
    answer = encrypted(desk)

    assert answer["encrypted"] is True
    assert answer["key"] == "passphrase"
    assert answer["backups"] == {"converted": 2, "left": []}
    backups = [path for path in files_of(desk) if path.parent.name.endswith(".backups")]
    assert len(backups) == 2
    assert all(is_encrypted(str(path)) for path in [desk.path, *backups])


def test_everything_answers_the_same_as_before(desk: Desk) -> None:
    questions = (("list",), ("today",), ("status",), ("show", "Aoki"), ("find", "見積"), ("history",), ("funnel",))
    before = [desk.ok(*words) for words in questions]

    encrypted(desk)

    assert [desk.ok(*words) for words in questions] == before


def test_log_and_undo_work_on_an_encrypted_store(desk: Desk) -> None:
    encrypted(desk)
    before = desk.ok("list")

    desk.ok("log", "Aoki", "called again", "--next", "+1d")
    changed = desk.ok("list")
    desk.ok("undo")

    assert changed != before
    assert desk.ok("list") == before


def test_export_of_an_encrypted_store_is_that_of_the_plain_one(desk: Desk) -> None:
    plain, other = desk.folder / "plain", desk.folder / "other"
    desk.ok("export", "-o", str(plain))

    encrypted(desk)
    desk.ok("export", "-o", str(other))

    assert [path.read_text() for path in sorted(plain.iterdir())] == [
        path.read_text() for path in sorted(other.iterdir())
    ]


def test_backup_of_an_encrypted_store_is_encrypted_and_comes_back(desk: Desk) -> None:
    encrypted(desk)
    copy = desk.folder / "copy.db"
    desk.ok("backup", str(copy))
    before = desk.ok("list")
    desk.ok("log", "Aoki", "called again", "--next", "+1d")

    desk.ok("restore", str(copy), "--yes")

    assert is_encrypted(str(copy))
    assert is_encrypted(str(desk.path))
    assert desk.ok("list") == before


def test_plain_backup_is_encrypted_when_it_comes_back(desk: Desk) -> None:
    copy = desk.folder / "copy.db"
    desk.ok("backup", str(copy))
    encrypted(desk)

    desk.ok("restore", str(copy), "--yes")

    assert is_encrypted(str(desk.path))
    assert not is_encrypted(str(copy))


def test_encrypted_backup_is_plain_when_it_comes_back_to_a_plain_store(desk: Desk) -> None:
    recovery = encrypted(desk)["recovery_key"]
    copy = desk.folder / "copy.db"
    desk.ok("backup", str(copy))
    desk.ok("decrypt", "--yes")

    opened(desk, "restore", str(copy), "--yes", secret=recovery)

    assert not is_encrypted(str(desk.path))
    assert desk.json("list")["total"] == 2


def test_damaged_encrypted_store_is_replaced_by_its_backup(desk: Desk) -> None:
    encrypted(desk)
    before = desk.ok("list")
    desk.ok("backup")
    desk.path.write_bytes(b"\x9c" + desk.path.read_bytes()[1:-4096] + bytes(range(256)) * 16)

    broken = desk("list")
    desk.ok("restore", "--yes")

    assert broken.code == UNREADABLE
    assert desk.ok("list") == before


def test_doctor_finds_an_encrypted_store_sound(desk: Desk) -> None:
    encrypted(desk)

    assert "sound" in desk.ok("doctor")


def test_forgotten_customer_is_gone_from_store_and_backups(desk: Desk) -> None:
    encrypted(desk)

    desk.ok("forget", "Aoki", "--yes")

    copies = [str(path) for path in files_of(desk) if path.suffix == ".db"]
    assert len(copies) > 1
    for copy in copies:
        assert desk.json("find", "delivery", "--store", copy)["total"] == 0


def test_store_of_an_earlier_version_is_read_and_brought_up_to_date(desk: Desk) -> None:
    from pipeline_cli.store import cipher
    from pipeline_cli.store.converted import convert_file

    old = next((Path(__file__).parent / "stores").glob("*1*.db"))
    desk.path.write_bytes(old.read_bytes())
    key = "ab" * 32
    cipher.remember(key)
    convert_file(str(desk.path), key)
    cipher.remember(key)

    with patch("pipeline_cli.services.unlock_store.session_keys", lambda _: [key]):
        total = desk.json("list", "--state", "all")["total"]
        desk.ok("tally", "calls", "1")

        assert desk.json("info")["store"]["schema"] > 1
        assert desk.json("list", "--state", "all")["total"] == total > 0
    assert is_encrypted(str(desk.path))


def test_locked_store_tells_what_to_do_and_asks_nobody(locked: Desk) -> None:
    outcome = locked("list")

    assert outcome.code == UNREADABLE
    assert "PIPE_PASSPHRASE_FILE" in outcome.err
    assert not any(name in outcome.err + outcome.out for name in NAMES)


def test_passphrase_of_a_file_opens_the_store(locked: Desk) -> None:
    assert "Aoki Printing" in opened(locked, "list")


def test_passphrase_is_the_same_however_its_letters_are_composed(locked: Desk) -> None:
    assert "Aoki Printing" in opened(
        locked, "list", secret=PASSPHRASE.replace("ど", "と\N{COMBINING KATAKANA-HIRAGANA VOICED SOUND MARK}")
    )


@pytest.mark.parametrize("secret", ["", "four words apart", "x' OR 1=1; --", '" ; DROP TABLE keys; --'])
def test_wrong_passphrase_opens_nothing_and_changes_nothing(locked: Desk, secret: str) -> None:
    before = locked.path.read_bytes()

    told = refused(locked, "log", "Aoki", "never written", secret=secret)

    assert "does not open" in told
    assert locked.path.read_bytes() == before


def test_missing_passphrase_file_is_named(locked: Desk) -> None:
    nowhere = "/nowhere/at/all"
    outcome = locked("list", PIPE_PASSPHRASE_FILE=nowhere)

    assert outcome.code == UNREADABLE
    assert nowhere in outcome.err


def test_recovery_key_opens_the_store_without_its_key_file(desk: Desk) -> None:
    recovery = encrypted(desk)["recovery_key"]
    Path(f"{desk.path}.key").unlink()
    another_session(desk)

    assert "Aoki Printing" in opened(desk, "list", secret=recovery.lower())
    assert refused(desk, "list", secret=PASSPHRASE)


def test_recovery_key_opens_a_copy_elsewhere(desk: Desk) -> None:
    recovery = encrypted(desk)["recovery_key"]
    copy = shutil.copy(desk.path, desk.folder / "elsewhere.db")
    another_session(desk)

    assert "Aoki Printing" in opened(desk, "list", "--store", str(copy), secret=recovery)


def test_recovery_key_of_another_store_opens_nothing(desk: Desk) -> None:
    from pipeline_cli.services.encrypt_store import new_recovery_key

    encrypted(desk)

    assert refused(another_session(desk), "list", secret=new_recovery_key())


def test_passphrase_can_be_changed_and_the_recovery_key_stays(desk: Desk) -> None:
    recovery = encrypted(desk)["recovery_key"]

    other = "another one that is long"
    answer = encrypted(desk, other)

    assert answer["recovery_key"] is None
    another_session(desk)
    assert refused(desk, "list", secret=PASSPHRASE)
    assert opened(desk, "status", secret=other) == opened(desk, "status", secret=recovery)


def test_encrypting_twice_is_refused(desk: Desk) -> None:
    encrypted(desk)

    assert desk("encrypt").code == REFUSED


def test_encrypting_again_takes_the_backups_that_were_left(desk: Desk) -> None:
    encrypted(desk)
    backup = next(path for path in files_of(desk) if path.name.endswith("asked.db"))
    opened(desk, "decrypt", "--yes")
    plain = backup.read_bytes()
    encrypted(desk)
    backup.write_bytes(plain)

    assert desk.json("encrypt")["backups"]["converted"] == 1
    assert is_encrypted(str(backup))


def test_backup_that_is_damaged_is_named_and_left(desk: Desk) -> None:
    backup = next(path for path in files_of(desk) if path.name.endswith("asked.db"))
    backup.write_bytes(backup.read_bytes()[:9000])

    assert encrypted(desk)["backups"]["left"] == [str(backup)]
    assert str(backup.name) in "".join(desk("encrypt").out.split())


def test_short_passphrase_is_refused_before_anything_is_done(desk: Desk) -> None:
    outcome = desk("encrypt", "--passphrase", PIPE_NEW_PASSPHRASE_FILE=written(desk.folder, "new", "short"))

    assert outcome.code == REFUSED
    assert not is_encrypted(str(desk.path))
    assert not Path(f"{desk.path}.key").exists()


def test_nobody_to_ask_for_a_passphrase_is_refused(desk: Desk) -> None:
    outcome = desk("encrypt", "--passphrase")

    assert outcome.code == REFUSED
    assert "PIPE_NEW_PASSPHRASE_FILE" in outcome.err


@pytest.mark.parametrize("command", ["encrypt", "decrypt"])
def test_nothing_is_converted_where_there_is_no_store(tmp_path: Path, command: str) -> None:
    desk = Desk(tmp_path)

    assert desk(command).code == MISSING
    assert not desk.path.exists()


def test_failed_encryption_leaves_no_key_and_no_backup_behind(desk: Desk) -> None:
    before = sorted(files_of(desk))

    with patch("pipeline_cli.store.converted.put_in_place", side_effect=OSError(28, "No space left on device")):
        outcome = desk("encrypt", "--passphrase", PIPE_NEW_PASSPHRASE_FILE=written(desk.folder, "new", PASSPHRASE))

    assert outcome.code == UNREADABLE
    assert sorted(files_of(desk)) == before
    assert desk.json("list")["total"] == 2


def test_missing_extra_is_named(locked: Desk) -> None:
    with patch.dict("sys.modules", {"sqlcipher3.dbapi2": None}):
        import sys

        sys.modules.pop("pipeline_cli.store.dbapi", None)
        outcome = locked("list", PIPE_PASSPHRASE_FILE=written(locked.folder, "secret", PASSPHRASE))

    assert outcome.code == UNREADABLE
    assert "pipeline-cli[encrypted]" in outcome.err


def test_decrypt_wants_yes_where_nobody_can_be_asked(desk: Desk) -> None:
    encrypted(desk)

    assert desk("decrypt").code == REFUSED
    assert is_encrypted(str(desk.path))


def test_decrypt_makes_all_plain_and_forgets_the_key(desk: Desk) -> None:
    before = desk.ok("list")
    encrypted(desk)

    answer = desk.json("decrypt", "--yes")

    assert answer["encrypted"] is False
    assert not Path(f"{desk.path}.key").exists()
    assert not [path for path in files_of(desk) if path.suffix == ".db" and is_encrypted(str(path))]
    assert not list((desk.folder / "runtime" / "pipeline-cli").iterdir())
    assert desk.ok("list") == before


def test_decrypting_a_plain_store_is_refused(desk: Desk) -> None:
    assert desk("decrypt", "--yes").code == REFUSED


def test_info_says_where_the_key_is(locked: Desk) -> None:
    store = locked.json("info")["store"]

    assert (store["is_encrypted"], store["key"]) == (True, "passphrase")
    assert "passphrase" in locked.ok("info")


def test_info_of_a_plain_store_says_nothing_of_keys(desk: Desk) -> None:
    assert desk.json("info")["store"]["is_encrypted"] is False
    assert "encrypted" not in desk.ok("info")


def test_keyring_keeps_the_key_and_asks_for_nothing(desk: Desk) -> None:
    with use_keyring(MadeUpKeyring()):
        answer = desk.json("encrypt")
        another_session(desk)

        assert answer["key"] == "keyring"
        assert "Aoki Printing" in desk.ok("list")
        assert desk.json("info")["store"]["key"] == "keyring"
    assert not Path(f"{desk.path}.key").exists()


def test_store_that_was_moved_opens_with_the_key_of_the_keyring(desk: Desk) -> None:
    with use_keyring(MadeUpKeyring()):
        desk.json("encrypt")
        another_session(desk)
        moved = shutil.move(desk.path, desk.folder / "moved.db")

        assert "Aoki Printing" in desk.ok("list", "--store", str(moved))


def test_keyring_keeps_the_keys_of_other_stores(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = filled_desk(tmp_path_factory.mktemp("other"))
    backend = MadeUpKeyring()
    with use_keyring(backend):
        for one in (desk, other):
            one.json("encrypt")
        desk.ok("decrypt", "--yes")

        assert "Aoki Printing" in another_session(other).ok("list")
    assert len(next(iter(backend.held.values())).split()) == 1


def test_keyring_that_takes_nothing_leaves_the_store_plain(desk: Desk) -> None:
    backend = MadeUpKeyring()
    backend.held = Forgetful()
    with use_keyring(backend):
        outcome = desk("encrypt")

    assert outcome.code == REFUSED
    assert not is_encrypted(str(desk.path))


def test_keyring_that_is_not_real_is_not_used(desk: Desk) -> None:
    backend = MadeUpKeyring()
    with use_keyring(backend), patch("pipeline_cli.services.system_keyring.REAL", frozenset()):
        outcome = desk("encrypt")

    assert outcome.code == REFUSED  # a passphrase is needed then
    assert not backend.held


class Forgetful(dict[tuple[str, str], str]):
    """Holds nothing."""

    def __setitem__(self, key: tuple[str, str], value: str) -> None:
        """Forget it."""


@pytest.fixture
def linked(desk: Desk) -> Desk:
    """A desk whose store is given as a link to it."""
    link = desk.folder / "link.db"
    link.symlink_to(desk.path)
    desk.environ["PIPE_STORE"] = str(link)
    return desk


def test_store_behind_a_link_is_encrypted_and_the_link_stays(linked: Desk) -> None:
    before = linked.ok("list")
    encrypted(linked)

    assert (linked.folder / "link.db").is_symlink()
    assert is_encrypted(str(linked.path))
    assert linked.ok("list") == before
    linked.ok("decrypt", "--yes")
    assert (linked.folder / "link.db").is_symlink()
    assert linked.ok("list", "--store", str(linked.path)) == before


def test_backup_comes_back_behind_a_link(linked: Desk) -> None:
    before = linked.ok("list")
    linked.ok("backup")
    linked.path.write_bytes(b"damaged" * 1000)
    linked.ok("restore", "1", "--yes")

    assert (linked.folder / "link.db").is_symlink()
    assert linked.ok("list", "--store", str(linked.path)) == before


def test_copy_of_the_store_that_is_the_same_file_stays_whole(desk: Desk) -> None:
    (desk.folder / "snapshot.db").hardlink_to(desk.path)
    before = desk.path.read_bytes()
    encrypted(desk)

    assert (desk.folder / "snapshot.db").read_bytes() == before


def test_forgetting_somebody_leaves_nothing_to_look_into(desk: Desk) -> None:
    encrypted(desk)
    desk.ok("log", "Aoki Printing", "ask 山田商店 as well")

    assert desk.json("forget", "山田商店", "--yes")["left"][0]["records"] == 2
    assert desk.json("forget", "Aoki Printing", "--yes")["left"] == []


def test_draft_beside_a_locked_store_is_told_to_be_plain(locked: Desk) -> None:
    outcome = locked("log", "Aoki Printing", "in confidence")

    assert outcome.code == UNREADABLE
    assert "in plain text" in outcome.err


def test_plain_drafts_beside_an_encrypted_store_are_named(locked: Desk) -> None:
    locked("log", "Aoki Printing", "in confidence")
    answer = json.loads(locked("doctor", "--json").out)
    (finding,) = (one for one in answer["findings"] if one["code"] == "plain_drafts")

    assert finding["severity"] == "warning"
    assert f"{locked.path}.drafts" in finding["found"]
