"""Find out how a file's text is encoded: never by likeness, only by what can be read without a fault."""

import re

from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_JAPANESE = re.compile("[぀-ヺ㐀-鿿]")


def encoding_of(data: bytes, path: str, asked: str | None = None) -> str:
    """Return the encoding of a file: as its byte order mark says, else UTF-8, else cp932 (Japanese Windows).

    Args:
        data: the whole file.
        path: its name, for the error.
        asked: what the user says it is; only checked.

    Raises:
        UsageError: it can't be read so; the position of the first byte that can't is named.
    """
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    encoding = asked or marked or "utf-8"
    try:
        data.decode(encoding)
    except LookupError as error:
        raise UsageError(
            t("There is no encoding {encoding}.", encoding=encoding),
            hint=t("Some that there are: utf-8, cp932, utf-16, cp1252."),
        ) from error
    except UnicodeError as error:
        if not (asked or marked) and _is_cp932(data):
            return "cp932"
        raise _unreadable(path, encoding, error) from error
    return encoding


def _is_cp932(data: bytes) -> bool:
    """Tell whether it is Japanese; other single-byte text passes as cp932 too, as half-width katakana."""
    try:
        return bool(_JAPANESE.search(data.decode("cp932")))
    except UnicodeDecodeError:
        return False


def _unreadable(path: str, encoding: str, error: UnicodeError) -> UsageError:
    return UsageError(
        t("{path} can't be read as text.", path=path),
        why=t(
            "It is not {encoding}: byte {position} fits no character, nor is the whole cp932.",
            encoding=encoding.upper(),
            position=getattr(error, "start", 0) + 1,
        ),
        hint=t("Save it as UTF-8, or name its encoding, such as: --encoding cp1252"),
    )
