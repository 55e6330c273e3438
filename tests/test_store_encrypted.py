"""The encrypted file itself: what it shows from outside, which errors it raises, and how a plain one becomes one."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encrypt_support import NAMES, PASSPHRASE, encrypted, files_of, filled_desk, needs_sqlcipher
from helpers import Desk, posix_only
from pipeline_cli.errors import StoreError
from pipeline_cli.store import cipher, converted
from pipeline_cli.store.connect import open_reading, open_writing
from support import NOW

needs_sqlcipher()

KEY = "ab" * 32
OTHER = "cd" * 32


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return filled_desk(tmp_path)


@pytest.fixture(autouse=True)
def _keys_forgotten() -> None:
    cipher.lock_again()


def rows_of(path: Path) -> list[list[tuple[object, ...]]]:
    with closing(open_reading(str(path))) as connection:
        names = [name for (name,) in connection.execute(converted.TABLES)]
        return [connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names]


def convert(desk: Desk, key: str | None = KEY) -> str:
    if key:
        cipher.remember(key)
    return converted.convert_store(str(desk.path), key, "encrypt" if key else "decrypt", NOW)


def test_encrypted_store_holds_the_same_rows(desk: Desk) -> None:
    before = rows_of(desk.path)

    convert(desk)

    assert cipher.is_encrypted(str(desk.path))
    assert rows_of(desk.path) == before


def test_decrypted_store_is_the_first_one_again(desk: Desk) -> None:
    before = rows_of(desk.path)

    convert(desk)
    convert(desk, None)

    assert desk.path.read_bytes().startswith(cipher.MAGIC)
    assert rows_of(desk.path) == before


def test_no_file_of_an_encrypted_store_shows_a_name(desk: Desk) -> None:
    shown = [text for text in NAMES if text.encode() in desk.path.read_bytes()]
    encrypted(desk)

    contents = [path.read_bytes() for path in files_of(desk)]

    assert shown == list(NAMES)
    assert not [text for text in (*NAMES, PASSPHRASE) for content in contents if text.encode() in content]


def test_old_file_is_emptied_for_whoever_has_it_open(desk: Desk) -> None:
    with desk.path.open("rb") as old:
        convert(desk)

        assert old.read() == b""


def test_writer_that_waited_is_refused_and_loses_nothing_unseen(desk: Desk) -> None:
    with closing(open_writing(str(desk.path))) as waiting:
        convert(desk)

        with pytest.raises(sqlite3.OperationalError):
            waiting.execute("INSERT INTO tallies (day, kind, amount) VALUES ('2026-11-18', 'calls', 1)")


def test_store_that_is_read_stays_plain(desk: Desk) -> None:
    with closing(open_reading(str(desk.path))) as reader, patch("pipeline_cli.store.connect.BUSY_SECONDS", 0.1):
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM customers").fetchone()

        with pytest.raises(StoreError):
            convert(desk)

    assert not cipher.is_encrypted(str(desk.path))
    assert not [path for path in files_of(desk) if "encrypt" in path.name or path.suffix == ".part"]


def test_change_between_copy_and_swap_is_kept(desk: Desk) -> None:
    swap, tally = converted._swap, iter(("3", None))  # noqa: SLF001  # the moment between is not to be had otherwise

    def disturbed(path: str, part: str, old: int, seen: bytes) -> None:
        amount = next(tally, None)
        if amount:
            desk.process("tally", "calls", amount)
        swap(path, part, old, seen)

    with patch.object(converted, "_swap", disturbed):
        convert(desk)

    with closing(open_reading(str(desk.path))) as connection:
        assert connection.execute("SELECT sum(amount) FROM tallies").fetchone() == (3,)


def test_copy_that_differs_is_not_put_in_place(desk: Desk) -> None:
    with patch.object(converted, "_digest", lambda _, table: table.encode()), pytest.raises(StoreError, match="same"):
        convert(desk)

    assert not cipher.is_encrypted(str(desk.path))


def test_wrong_key_opens_nothing(desk: Desk) -> None:
    convert(desk)

    assert cipher.opens(str(desk.path), KEY)
    assert not cipher.opens(str(desk.path), OTHER)


def test_errors_are_those_of_sqlite3(desk: Desk) -> None:
    convert(desk)

    with closing(open_writing(str(desk.path))) as connection:
        with pytest.raises(sqlite3.IntegrityError) as constraint:
            connection.execute("INSERT INTO customers (id) VALUES (1)")
        with pytest.raises(sqlite3.OperationalError):
            connection.execute("SELECT * FROM nothing")

    assert constraint.value.sqlite_errorname.startswith("SQLITE_CONSTRAINT")


def test_damaged_pages_are_told_as_those_of_a_plain_store(desk: Desk) -> None:
    encrypted(desk)
    whole = desk.path.read_bytes()
    desk.path.write_bytes(whole[:4096] + bytes(byte ^ 1 for byte in whole[4096:]))

    outcome = desk("list")

    assert outcome.code == 5
    assert "is damaged" in outcome.err


@posix_only
def test_encrypted_files_are_their_users_alone(desk: Desk) -> None:
    encrypted(desk)

    made = [path for path in files_of(desk) if not path.name.endswith("-journal")]  # that is of the plain one
    assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600}


@pytest.mark.parametrize(
    ("header", "size", "expected"),
    [
        (cipher.MAGIC, 8192, False),
        (b"SQLite" + bytes(range(128, 138)), 8192, True),
        (b"SQLite format 4\0", 8192, False),
        (bytes(16), 8192, False),
        (b"name,phone,email", 4096, False),
        (bytes(range(150, 166)), 8192, True),
        (bytes(range(150, 166)), 8000, False),
    ],
)
def test_looks_encrypted_tells_random_bytes_from_others(header: bytes, size: int, *, expected: bool) -> None:
    assert cipher.looks_encrypted(header, size) is expected


@given(st.binary(min_size=16, max_size=16).filter(lambda raw: max(raw) > 0x7F and len(set(raw)) > 8))
def test_looks_encrypted_takes_any_salt(header: bytes) -> None:
    assert cipher.looks_encrypted(header, 4096)


def test_looking_at_many_files_keeps_few_of_them_open(tmp_path: Path) -> None:
    for number in range(cipher.MOST_KEPT + 5):
        path = tmp_path / f"{number}.db"
        path.write_bytes(cipher.MAGIC)
        cipher.is_encrypted(str(path))

    assert len(cipher._seen) == cipher.MOST_KEPT  # noqa: SLF001
