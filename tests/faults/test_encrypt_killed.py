"""``pipe encrypt`` and ``pipe decrypt``, killed at any step: the store is the old one or the new one, whole."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from encrypt_support import PASSPHRASE, encrypted, needs_sqlcipher, written
from faults.fixtures import IS_THOROUGH, Tell, copied
from faults.traced import ForkServer, needs_strace
from helpers import Desk, Document
from pipeline_cli.store.cipher import is_encrypted

needs_sqlcipher()

pytestmark = needs_strace

EACH = 20 if IS_THOROUGH else 3
"""So many calls are tried one by one; after that ever fewer, since the writes of a copy are much alike."""

WORDS = {"encrypt": ("encrypt", "--passphrase"), "decrypt": ("decrypt", "--yes")}


class Left(NamedTuple):
    """What a killed command left: whether the store is encrypted, and what it answers."""

    is_encrypted: bool
    answer: Document


@pytest.fixture
def keyed_desk(used_desk: Desk) -> Desk:
    """A desk that has its passphrase in a file, to encrypt the store with and to open it."""
    used_desk.ok("backup")
    secret = written(used_desk.folder.parent, "secret", PASSPHRASE)
    used_desk.environ.update(PIPE_PASSPHRASE_FILE=secret, PIPE_NEW_PASSPHRASE_FILE=secret)
    return used_desk


def moments() -> Iterator[int]:
    """Yield which call is to be the last: each of the first, then ever fewer."""
    when, step = 1, 1
    while True:
        yield when
        step += (1 if IS_THOROUGH else 4) * (when > EACH)
        when += step


def killed(server: ForkServer, desk: Desk, folder: Path, command: str, call: str) -> Iterator[Left]:
    """Run a command again and again, and kill it at one call of a kind after the other, until it is not hit."""
    for when in moments():
        other = copied(desk, folder / f"{command}-{call}-{when}")
        other.environ.update(desk.environ, PIPE_STORE=str(other.path), HOME=str(other.folder), TMPDIR=str(other.folder))
        ended = server.faulty(
            other.all(),
            WORDS[command],
            call=call,
            fault="signal=SIGKILL",
            when=when,
            paths=[other.path],
            is_anywhere=True,
        )
        if ended.code == 0:
            assert when > 1, f"{call} is not called"
            return
        yield Left(is_encrypted(str(other.path)), answer_of(other))


def answer_of(desk: Desk) -> Document:
    """Return what a store holds; whoever comes next needs no help."""
    assert {one["code"] for one in desk.json("doctor")["findings"] if one["severity"] == "error"} == set()
    return desk.json("list", "--state", "all")


@pytest.mark.parametrize("call", ["pwrite64", "write", "fsync", "ftruncate", "rename", "unlink"])
@pytest.mark.parametrize("command", list(WORDS))
def test_killed_at_any_step_leaves_the_old_store_or_the_new(
    server: ForkServer, keyed_desk: Desk, tmp_path: Path, tell: Tell, command: str, call: str
) -> None:
    if command == "decrypt":
        encrypted(keyed_desk)
    before = answer_of(keyed_desk)

    left = list(killed(server, keyed_desk, tmp_path, command, call))

    torn = sum(one.answer != before for one in left)
    new = sum(one.is_encrypted is (command == "encrypt") for one in left)
    tell(f"pipe {command}, kill -9 at {call}: {len(left)} points, {torn} torn, {new} done already")
    assert not torn
