"""What the tests of encrypted stores share: a desk whose store is encrypted, and a keyring that is none."""

from contextlib import AbstractContextManager
from pathlib import Path
from unittest.mock import patch

import pytest

from helpers import Desk, Document
from pipeline_cli.services import system_keyring as keyrings

PASSPHRASE = "four words apart けれど"  # noqa: S105  # of the tests alone
NAMES = ("Aoki Printing", "山田商店", "quote about delivery", "見積もりを見たい")


class MadeUpKeyring:
    """A keyring in memory, with the calls of ``keyring`` that are used."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, user: str) -> str | None:
        return self.held.get((service, user))

    def set_password(self, service: str, user: str, password: str) -> None:
        self.held[service, user] = password

    def delete_password(self, service: str, user: str) -> None:
        del self.held[service, user]


def needs_sqlcipher() -> None:
    """Skip a whole file of tests where the extra is not installed."""
    pytest.importorskip("sqlcipher3", reason="the extra encrypted is not installed")
    pytest.importorskip("keyring", reason="the extra encrypted is not installed")


def use_keyring(backend: object) -> AbstractContextManager[object]:
    """Let a backend be the system's, as if it were on the list of real ones."""
    kind = type(backend)
    names = frozenset({f"{kind.__module__}.{kind.__qualname__}"})
    return patch.multiple(keyrings, REAL=names, import_module=lambda name: _Module(name, backend))


class _Module:
    """Stands in for ``keyring`` and ``keyring.errors``."""

    KeyringError = RuntimeError

    def __init__(self, name: str, backend: object) -> None:
        self.name = name
        self._backend = backend

    def get_keyring(self) -> object:
        return self._backend


def written(folder: Path, name: str, text: str) -> str:
    """Return the path of a file with a text in it."""
    file = folder / name
    file.write_text(text + "\n", encoding="utf-8")
    return str(file)


def filled_desk(folder: Path) -> Desk:
    """Return a desk with two customers, a backup, and a folder that the system clears at logout."""
    desk = Desk(folder)
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    desk.environ["XDG_RUNTIME_DIR"] = str(runtime)
    desk.ok("log", "Aoki Printing", "asked for a quote about delivery", "--new", "--next", "+3d")
    desk.ok("log", "山田商店", "見積もりを見たい", "--new", "--next", "+5d")
    desk.ok("backup")
    return desk


def encrypted(desk: Desk, passphrase: str = PASSPHRASE) -> Document:
    """Encrypt the store of a desk with a passphrase; return the answer."""
    return desk.json("encrypt", "--passphrase", PIPE_NEW_PASSPHRASE_FILE=written(desk.folder, "new", passphrase))


def another_session(desk: Desk) -> Desk:
    """Return the desk as a new shell finds it: nothing was typed there."""
    desk.environ["XDG_RUNTIME_DIR"] = ""
    return desk


def files_of(desk: Desk) -> list[Path]:
    """Return every file beside the store and in its folders, but what is meant to be read."""
    return [path for path in desk.path.parent.rglob("*") if path.is_file()]
