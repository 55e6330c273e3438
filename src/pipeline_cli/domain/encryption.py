"""What becomes of a store that is encrypted or decrypted, as the user is told it."""

from typing import Final, NamedTuple

KEYRING: Final = "keyring"
PASSPHRASE: Final = "passphrase"  # noqa: S105  # where a key is, not what it is
RECOVERY_KEY: Final = "recovery_key"
KEY_PLACES: Final = (KEYRING, PASSPHRASE, RECOVERY_KEY)
"""Where the key of a store is: in the system's keyring, in a file that a passphrase opens, or with its user alone."""

LEAST_LETTERS: Final = 10
"""Of a passphrase; whoever has the file may try as many as there is time for."""


class Converted(NamedTuple):
    """A store that was encrypted or decrypted.

    Attributes:
        path: the store.
        key: where its key is now: one of KEY_PLACES; "" where it is plain.
        recovery_key: what to write down; "" where it has been shown, or there is no new one.
        backup: the copy that was made first; "" where the store itself did not change.
        backups: how many backups were converted with it.
        left: backups that could not be, since they are damaged; each is as it was.
        drafts: how many texts wait in plain files beside the store.
    """

    path: str
    key: str
    recovery_key: str = ""
    backup: str = ""
    backups: int = 0
    left: tuple[str, ...] = ()
    drafts: int = 0
