"""The keys of encrypted stores in the system's keyring, where there is a real one.

``keyring`` also knows places that keep a key as plain text, or nowhere; so those that are real are listed here by
name. It takes a tenth of a second to load, and is loaded only where a key is not known otherwise.
"""

from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from typing import Any, Final

REAL: Final = frozenset(
    {
        "keyring.backends.macOS.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
    }
)
SERVICE: Final = "pipeline-cli"
USER: Final = "keys of encrypted stores"


class SystemKeyring:
    """A keyring that keeps what it is given, encrypted, for this user alone; one entry holds the keys of all stores."""

    def __init__(self, backend: Any) -> None:  # noqa: ANN401  # a class of keyring, which is loaded late
        self._backend = backend

    def stored(self) -> list[str]:
        """Return the keys in it; none where the user does not unlock it."""
        with suppress(_keyring_error()):
            return (self._backend.get_password(SERVICE, USER) or "").split()
        return []

    def add(self, key: str) -> bool:
        """Keep one more key; tell whether it is there now."""
        with suppress(_keyring_error()):
            self._put([key, *(one for one in self.stored() if one != key)])
        return key in self.stored()

    def remove(self, key: str) -> None:
        """Forget a key."""
        with suppress(_keyring_error()):
            self._put([one for one in self.stored() if one != key])

    def _put(self, keys: Iterable[str]) -> None:
        text = " ".join(keys)
        if text:
            self._backend.set_password(SERVICE, USER, text)
        else:
            self._backend.delete_password(SERVICE, USER)


def system_keyring() -> SystemKeyring | None:
    """Return the keyring of the system; None where there is no real one."""
    try:
        backend = import_module("keyring").get_keyring()
    except ImportError:
        return None
    found = (one for one in getattr(backend, "backends", [backend]) if _name(one) in REAL)
    return next((SystemKeyring(one) for one in found), None)


def _name(backend: object) -> str:
    kind = type(backend)
    return f"{kind.__module__}.{kind.__qualname__}"


def _keyring_error() -> type[Exception]:
    error: type[Exception] = import_module("keyring.errors").KeyringError
    return error
