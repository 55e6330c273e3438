"""The recovery key of an encrypted store: one that can be written down and typed, and a check of what was typed.

It is 160 random bits, 36 letters and digits in nine groups of four; the last group is a check. The letters are
Crockford's: no I, L, O or U, and those that are read for them are understood. The key of the store follows from it, so
that it opens the store, and every copy of it, without anything else.
"""

import re
from typing import Final

BYTES: Final = 20
GROUP: Final = 4

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BASE32: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_WRITTEN: Final = str.maketrans(_BASE32, _ALPHABET)
_READ: Final = str.maketrans(_ALPHABET, _BASE32)
_MISREAD: Final = str.maketrans("ILO", "110")
_LETTERS: Final = BYTES * 8 // 5
_PURPOSE: Final = b"pipe store key"


def recovery_key(secret: bytes) -> str:
    """Return 20 random bytes as they are written down."""
    letters = _letters(secret) + _check(secret)
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


def secret_of(typed: str) -> bytes | None:
    """Return the bytes of a recovery key as somebody typed it; None where it is none, or has a slip in it."""
    from base64 import b32decode
    from unicodedata import normalize

    letters = re.sub(r"[\s\-]", "", normalize("NFKC", typed)).upper().translate(_MISREAD)
    if len(letters) != _LETTERS + GROUP or not set(letters) <= set(_ALPHABET):
        return None
    secret = b32decode(letters[:_LETTERS].translate(_READ))
    return secret if _check(secret) == letters[_LETTERS:] else None


def store_key(secret: bytes) -> str:
    """Return the key of the store that follows from a recovery key: 256 bits, as 64 hexadecimal digits."""
    from hashlib import blake2b

    return blake2b(secret, digest_size=32, person=_PURPOSE).hexdigest()


def last_group(key: str) -> str:
    """Return what somebody who has written a recovery key down can type again."""
    return key.rpartition("-")[2]


def _letters(raw: bytes) -> str:
    from base64 import b32encode

    return b32encode(raw).decode().rstrip("=").translate(_WRITTEN)


def _check(secret: bytes) -> str:
    from hashlib import blake2b

    return _letters(blake2b(secret, digest_size=3, person=_PURPOSE).digest())[:GROUP]
