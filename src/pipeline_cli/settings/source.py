"""The file with the settings as it stands, before anything in it is checked."""

from typing import Any, NamedTuple

from pipeline_cli.domain.system_errors import reason_of
from pipeline_cli.i18n import LANGUAGES, t
from pipeline_cli.settings.problem import Problem

Document = dict[str, Any]


class Source(NamedTuple):
    """A file with settings.

    Attributes:
        path: where it is, or would be.
        text: what is in it; None where there is none.
        document: its TOML, empty where that can't be read.
        broken: why it can't be read at all.
    """

    path: str
    text: str | None = None
    document: Document = {}  # noqa: RUF012  # never written to
    broken: Problem | None = None

    @property
    def language(self) -> str | None:
        """The language that is set, where it is one: needed before anything can be said of the rest."""
        asked = self.document.get("language")
        return asked if asked in LANGUAGES else None


def read_source(path: str) -> Source:
    """Read a file with settings; that there is none is no mistake."""
    try:
        with open(path, "rb") as file:
            content = file.read()
    except (FileNotFoundError, NotADirectoryError):
        return Source(path)
    except OSError as error:
        return Source(path, broken=Problem(0, "", t("It can't be read: {why}.", why=reason_of(error))))
    return _parsed(path, content)


def source_of(path: str, text: str) -> Source:
    """Return a text as if it were read from a file."""
    from pipeline_cli.settings.toml import load

    document, broken = load(text)
    return Source(path, text, document, broken)


def _parsed(path: str, content: bytes) -> Source:
    try:
        text = content.decode("utf-8-sig")  # some editors on Windows begin a file with a mark
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Source(path, broken=Problem(line, "", t("It is not written in UTF-8.")))
    return source_of(path, text)
