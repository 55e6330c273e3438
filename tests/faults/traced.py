"""Run the program under strace: to make its system calls fail, or to write down what it does to a disk."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import pytest

Command = Sequence[str]

CHANGES: Final = ("pwrite64", "write", "ftruncate", "fsync", "fdatasync", "unlink", "rename", "link", "mkdir")
"""The system calls by which a file or a folder is changed, or made to last."""

DRIVER, SERVER = (Path(__file__).with_name(name) for name in ("driver.py", "fork_server.py"))

STRACE = shutil.which("strace") or ""


def _can_trace() -> bool:
    """Tell whether a process may be traced here; in some containers none may."""
    return (
        bool(STRACE)
        and not subprocess.run([STRACE, "-o", os.devnull, "true"], capture_output=True, check=False).returncode
    )


needs_strace = pytest.mark.skipif(
    not _can_trace(), reason="strace makes the faults, and is not installed or not allowed"
)


class Ended(NamedTuple):
    """How a process ended: its exit code, or minus the signal; and what it said."""

    code: int
    out: str
    err: str


class ForkServer:
    """Processes with everything imported, to be broken one after the other."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(SERVER)], env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def close(self) -> None:
        """End the server."""
        self._process.communicate()

    def faulty(
        self,
        environ: Mapping[str, str],
        words: Command,
        *,
        call: str,
        fault: str,
        when: int,
        paths: Sequence[Path],
        is_anywhere: bool = False,
    ) -> Ended:
        """Run a command line whose n-th system call of a kind on some files meets with a fault.

        Args:
            environ: the environment of the process.
            words: the command line.
            call: the name of the system call.
            fault: as strace has it, such as ``signal=SIGKILL`` or ``error=ENOSPC``.
            when: n, from 1.
            paths: the files that count.
            is_anywhere: whether all others count as well: some have names that nobody knows beforehand.
        """
        out, err = (paths[0].with_name(f"faulty.{name}") for name in ("out", "err"))
        self._ask({"words": list(words), "environ": dict(environ), "out": str(out), "err": str(err)})
        child = self._answer()
        chosen = [] if is_anywhere else [option for path in paths for option in ("-P", str(path))]
        inject = ["-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={when}"]
        with _strace(["-o", os.devnull, *chosen, *inject, "-p", str(child)]):
            os.kill(child, signal.SIGCONT)
            code = self._answer()
        said = [path.read_text("utf-8") for path in (out, err)]
        for path in (out, err):
            path.unlink()
        return Ended(code, *said)

    def _ask(self, request: Mapping[str, object]) -> None:
        assert self._process.stdin
        print(json.dumps(request), file=self._process.stdin, flush=True)

    def _answer(self) -> int:
        assert self._process.stdout
        return int(self._process.stdout.readline())


@contextmanager
def _strace(options: Sequence[str]) -> Iterator[None]:
    """Trace a process from the moment that strace says it has hold of it."""
    with subprocess.Popen([STRACE, *options], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        said = process.stderr.readline()
        assert "attached" in said, said
        yield


class Operation(NamedTuple):
    """One thing that a process did to a disk.

    Attributes:
        name: ``write``, ``truncate``, ``sync``, ``create``, ``unlink``, ``rename``, ``link``, ``mkdir`` or
            ``acknowledge``.
        path: the file or folder.
        target: the new name, for ``rename`` and ``link``.
        offset: where ``write`` writes, or the size that ``truncate`` leaves.
        content: what ``write`` writes.
    """

    name: str
    path: str = ""
    target: str = ""
    offset: int = 0
    content: bytes = b""


def traced(
    environ: Mapping[str, str], commands: Sequence[Command], folder: Path, *, synchronous: str = "FULL"
) -> list[Operation]:
    """Run command lines in one process and return what it did to the files of a folder, in order."""
    log = folder.with_suffix(".strace")
    calls = ",".join(("openat", "lseek", *CHANGES))
    options = ["-y", "-xx", "-s", "10000000", "-e", f"trace={calls}", "-o", str(log)]
    command = [STRACE, "--seccomp-bpf", "-f", *options, sys.executable, str(DRIVER), json.dumps(list(commands))]
    outcome = subprocess.run(command, env={**environ, "SYNCHRONOUS": synchronous}, capture_output=True, check=False)
    assert outcome.returncode == 0, outcome.stderr.decode()
    with log.open(encoding="ascii") as lines:
        return list(_operations(lines, str(folder)))


_LINE = re.compile(r"^\d+ +(?P<call>\w+)\((?P<given>.*)\) += (?P<result>-?\d+)")
_FILE = re.compile(r"^(?P<number>\d+)<(?P<path>[^>]*)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


def _operations(lines: Iterable[str], folder: str) -> Iterator[Operation]:
    for line in lines:
        found = _LINE.match(line)
        if found and not found["result"].startswith("-"):
            operation = _operation(found["call"], found["given"])
            if operation and (operation.name == "acknowledge" or operation.path.startswith(folder)):
                yield operation


def _operation(call: str, given: str) -> Operation | None:
    """Return what a system call did, by its arguments as strace writes them."""
    texts = [_bytes(text) for text in _TEXT.findall(given)]
    file = _FILE.match(given)
    if file:
        return _on_file(call, _bytes(file["path"]).decode(), given, texts, is_stdout=file["number"] == "1")
    if call == "openat":
        return Operation("create", texts[0].decode()) if "O_CREAT" in given else None
    if call in {"rename", "link"}:
        return Operation(call, texts[0].decode(), texts[1].decode())
    return Operation(call, texts[0].decode()) if call in {"unlink", "mkdir"} else None


def _on_file(call: str, path: str, given: str, texts: Sequence[bytes], *, is_stdout: bool) -> Operation | None:
    if call == "pwrite64":
        return Operation("write", path, offset=int(given.rpartition(", ")[2]), content=texts[0])
    if call == "ftruncate":
        return Operation("truncate", path, offset=int(given.rpartition(", ")[2]))
    if call in {"fsync", "fdatasync"}:
        return Operation("sync", path)
    if call == "write" and is_stdout:
        return Operation("acknowledge")
    return Operation("append", path, content=texts[0]) if call == "write" and texts else None


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))
