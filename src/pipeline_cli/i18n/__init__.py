"""Every message the user reads passes through here, so that it can be read in another language.

The English text is the message itself. The others are kept by gettext's conventions, ``ja/LC_MESSAGES/pipe.po`` and
the ``.mo`` compiled from it, and are read without gettext, which takes longer to load than ``pipe status`` to answer.
"""

import os
import sys
from collections.abc import Mapping

SOURCE = "en"

_JAPANESE_OF_WINDOWS = 0x11
LANGUAGES = (SOURCE, "ja")

DOMAIN = "pipe"
FOLDER = os.path.dirname(__file__)
"""gettext's names: of the catalogues, and of the folder with one of each language."""

_language = SOURCE
_messages: Mapping[str, str] = {}
_unreadable = ""
"""The catalogue that was said to be unreadable: it is said once, however often its language is set."""


def use_language(language: str) -> None:
    """Set the language of all messages from now on; called before commands are defined.

    English loads nothing. Another whose catalogue can't be read is replaced by English, and a line on stderr says so.
    """
    global _language, _messages, _unreadable  # noqa: PLW0603  # a process speaks one language, fixed at import in help
    path = catalogue_path(language)
    _language, _messages = (SOURCE if path == _unreadable else language), {}
    if _language == SOURCE:
        return
    from pipeline_cli.i18n.catalogue import read_catalogue

    try:
        _messages = read_catalogue(path)
    except (OSError, ValueError) as error:
        _unreadable = path
        _speak_english(f"the messages in {path} can't be read ({error})")


def language() -> str:
    """Return the language in use, a key of LANGUAGES."""
    return _language


def catalogue_path(language: str) -> str:
    """Return where the compiled catalogue of a language is."""
    return os.path.join(FOLDER, language, "LC_MESSAGES", f"{DOMAIN}.mo")


class _Count(int):
    """How many of something: written with its thousands grouped, unless a message says otherwise."""

    def __format__(self, spec: str) -> str:
        return format(int(self), spec or ",")


def t(message: str, **values: object) -> str:
    """Return a message in the user's language, its {placeholders} filled in."""
    return _filled(_messages.get(message, message), message, values)


def tn(one: str, many: str, n: int, **values: object) -> str:
    """Return the form of a message that fits a count, {n} and other {placeholders} filled in; thousands are grouped.

    Japanese has one form; it is filed under the English singular.
    """
    source = one if n == 1 else many
    return _filled(_messages.get(one, source), source, {"n": _Count(n), **values})


def sentences(*texts: str) -> str:
    """Return sentences as running text, empty ones left out; behind a Japanese one there is no blank."""
    told = ""
    for text in filter(None, texts):
        told += text if not told or told.endswith("。") else f" {text}"
    return told


def listed(*texts: str) -> str:
    """Return words one behind the other, empty ones left out, with the comma of the language between them."""
    return ("、" if _language == "ja" else ", ").join(filter(None, texts))


def language_called(name: str) -> str | None:
    """Return the language that somebody means: ja, JA, ja-JP, ja_JP.UTF-8; None where there is none of that name."""
    language = name.strip().lower().replace("-", "_").partition(".")[0].partition("_")[0]
    return language if language in LANGUAGES else None


def language_of(environ: Mapping[str, str]) -> str:
    """Return the language of a locale, as LC_ALL, LC_MESSAGES and LANG give it; English where there is none.

    Windows sets none of them: there it is the language that Windows itself speaks.
    """
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    if not locale and sys.platform == "win32":
        return "ja" if _language_of_windows() == _JAPANESE_OF_WINDOWS else SOURCE
    return "ja" if locale.startswith("ja") else SOURCE


def _language_of_windows() -> int:
    """Return the number of the language of the user's Windows, without its region; 0 where it can't be told."""
    try:
        import ctypes

        return int(ctypes.windll.kernel32.GetUserDefaultUILanguage()) & 0x3FF  # type: ignore[attr-defined,unused-ignore]
    except (ImportError, AttributeError, OSError):
        return 0


def _filled(text: str, source: str, values: Mapping[str, object]) -> str:
    """Return a translation with its placeholders filled in; the English source where it has others."""
    if not values:
        return text
    try:
        return text.format(**values)
    except (LookupError, ValueError) as error:
        if text == source:
            raise
        _speak_english(f"a message can't be filled in ({text!r}: {error})")
        return source.format(**values)


def _speak_english(reason: str) -> None:
    """Go on in English, and say why: a damaged catalogue is no reason to withhold an answer."""
    global _language, _messages
    _language, _messages = SOURCE, {}
    print(f"pipe: {reason}; going on in English.", file=sys.stderr)
