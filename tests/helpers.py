"""A desk of its own for a test: the command line on a new store with a fixed clock, in this process or another."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from pipeline_cli.cli import main
from pipeline_cli.store.store import Store
from support import NOW, Outcome

Document = dict[str, Any]

RECORDS = (
    *("customers", "deals", "activities", "next_steps", "stage_changes", "tallies", "plans", "budgets", "goals"),
    *("deal_facts", "info", "search"),
)

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0

posix_only = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell, signals or file names")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="needs file names that are any bytes")

PROGRAM = (sys.executable, "-m", "pipeline_cli")


class Desk:
    """The command line: ``desk("log", "aoki", "note")`` runs it, whatever it answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "store" / "pipe.db"
        self.environ = {
            "PIPE_STORE": str(self.path),
            "PIPE_NOW": NOW.isoformat(),
            "TZ": "Asia/Tokyo",
            "LANG": "en_US.UTF-8",
            "LC_MONETARY": "ja_JP.UTF-8",
            "COLUMNS": "100",
            "HOME": str(folder),
            "TMPDIR": str(folder),
            "PATH": os.environ["PATH"],
        }

    def __call__(self, *words: str, stdin: str | bytes = "", **environ: str) -> Outcome:
        """Run a command line in this process."""
        return self._run(TextIOWrapper, words, stdin, environ)

    def at_terminal(self, *words: str, typed: str) -> Outcome:
        """Run a command line as on a terminal, where it may ask and be answered."""
        return self._run(_TerminalStream, words, typed, {})

    def _run(
        self, stream: type[TextIOWrapper], words: Sequence[str], stdin: str | bytes, environ: Mapping[str, str]
    ) -> Outcome:
        with _streams(stream, stdin) as (out, err), patch("tempfile.tempdir", str(self.folder)):
            code = main(words, {**self.environ, **environ})
            out.flush()
            err.flush()
            return Outcome(code, _text(out), _text(err))

    def ok(self, *words: str, stdin: str | bytes = "", **environ: str) -> str:
        """Return what a command line that has to succeed writes to stdout."""
        outcome = self(*words, stdin=stdin, **environ)
        assert outcome.code == 0, outcome.err
        return outcome.out

    def json(self, *words: str, **environ: str) -> Document:
        """Return the one JSON document that a command line answers with."""
        document: Document = json.loads(self.ok("--json", *words, **environ))
        return document

    def process(self, *words: str, stdin: str | bytes = b"", **environ: str) -> subprocess.CompletedProcess[bytes]:
        """Run a command line in a process of its own."""
        text = stdin.encode() if isinstance(stdin, str) else stdin
        command = [*PROGRAM, *words]
        return subprocess.run(command, input=text, env=self.all(**environ), capture_output=True, check=False)

    def shell(self, script: str, *words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """Run a shell script in which "$@" is the program and the words of a command line."""
        command = [shutil.which("bash") or "bash", "-c", script, "pipe", *PROGRAM, *words]
        return subprocess.run(command, input=stdin, env=self.all(), capture_output=True, check=False)

    def all(self, **environ: str) -> dict[str, str]:
        """Return the environment of a process."""
        return {**self.environ, **environ}

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what is stored."""
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(query, values).fetchall()

    def value(self, query: str, *values: object) -> Any:  # noqa: ANN401  # a column's value
        """Return the one value that is asked for."""
        return self.rows(query, *values)[0][0]

    def drafts(self) -> list[Document]:
        """Return the drafts that are kept beside the store, as they are written."""
        return [json.loads(path.read_text()) for path in sorted(Path(f"{self.path}.drafts").glob("*.json"))]

    def steps(self) -> list[tuple[Any, ...]]:
        """Return state, date, moves and attempts of every next step, the oldest first."""
        return self.rows("SELECT state, coalesce(due_on, due_at), moves, attempts FROM next_steps ORDER BY id")

    def records(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return every row of every table but those of the history."""
        return {table: self.rows(f"SELECT * FROM {table} ORDER BY 1") for table in RECORDS}  # ours

    @property
    def store(self) -> Store:
        """The store, for services."""
        return Store(str(self.path))


def codes(answer: Document) -> list[str]:
    """Return the codes of the warnings in an answer."""
    return [warning["code"] for warning in answer["warnings"]]


class _TerminalStream(TextIOWrapper):
    def isatty(self) -> bool:
        return True


@contextmanager
def _streams(kind: type[TextIOWrapper], stdin: str | bytes) -> Iterator[tuple[TextIOWrapper, TextIOWrapper]]:
    """Stand in for the three streams of the process."""
    text = stdin.encode() if isinstance(stdin, str) else stdin
    out, err = kind(BytesIO(), encoding="utf-8"), TextIOWrapper(BytesIO(), encoding="utf-8")
    with patch("sys.stdin", kind(BytesIO(text), encoding="utf-8")), redirect_stdout(out), redirect_stderr(err):
        yield out, err


def _text(stream: TextIOWrapper) -> str:
    return stream.buffer.getvalue().decode()  # type: ignore[attr-defined, no-any-return]  # it is a BytesIO
