"""A disk that loses power: it keeps what was synced, and of the rest whatever it likes."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from faults.traced import Operation

SECTOR: Final = 512

Keep = Callable[[Operation], int]
"""How many bytes of something that was not synced have reached the disk all the same: all of them, none, or some."""


class _File:
    """A file's content as it is on the disk, and what was done to it since it was last synced."""

    def __init__(self, content: bytes = b"") -> None:
        self._content = bytearray(content)
        self._pending: list[Operation] = []
        self._size = len(content)

    def change(self, operation: Operation) -> None:
        """Write to it, or cut it; an append goes to its end."""
        if operation.name == "append":
            operation = operation._replace(name="write", offset=self._size)
        end = operation.offset + len(operation.content)
        self._size = end if operation.name == "truncate" else max(self._size, end)
        self._pending.append(operation)

    def sync(self) -> None:
        """Make all that was done to it last."""
        self._content = self.after(everything)
        self._pending = []

    def after(self, keep: Keep) -> bytearray:
        """Return its content when the power comes back."""
        content = bytearray(self._content)
        for operation in self._pending:
            kept, offset = keep(operation), operation.offset
            if kept and operation.name == "truncate":
                del content[offset:]
            if kept:
                part = operation.content[:kept]
                content.extend(bytes(max(0, offset - len(content))))
                content[offset : offset + len(part)] = part
        return content


class Disk:
    """The files of one folder and the folders in it, by path."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._names: dict[str, _File | None] = {self._folder: None}  # None: a folder
        self._lasting = dict(self._names)
        self._moved: list[tuple[Operation, _File | None]] = []  # in folders that were not synced since

    def load(self) -> None:
        """Take over what the folder holds now, as if all of it had been synced."""
        for path in sorted(Path(self._folder).rglob("*")):
            self._names[str(path)] = None if path.is_dir() else _File(path.read_bytes())
        self._lasting = dict(self._names)

    def apply(self, operation: Operation) -> None:
        """Do what a process has done."""
        file = self._names.get(operation.path)
        if operation.name == "sync":
            self._sync(operation.path, file)
        elif file and operation.name in {"write", "append", "truncate"}:
            file.change(operation)
        elif operation.name in {"mkdir", "unlink", "rename", "link"} or (operation.name == "create" and not file):
            moved = (operation, _File() if operation.name == "create" else file)
            _move(self._names, *moved)
            self._moved.append(moved)

    def rebuild(self, folder: Path, keep: Keep) -> None:
        """Write the disk as it is when the power comes back."""
        names = dict(self._lasting)
        for operation, file in self._moved:
            if keep(operation):
                _move(names, operation, file)
        for path, file in sorted(names.items()):
            target = folder / Path(path).relative_to(self._folder)
            if file is None:
                target.mkdir(parents=True, exist_ok=True)
            elif target.parent.is_dir():
                target.write_bytes(file.after(keep))

    def _sync(self, path: str, file: _File | None) -> None:
        if file:
            file.sync()
            return
        for moved in [one for one in self._moved if str(Path(one[0].path).parent) == path]:
            _move(self._lasting, *moved)
            self._moved.remove(moved)


def _move(names: dict[str, _File | None], operation: Operation, file: _File | None) -> None:
    """Do to a folder what an operation does to it."""
    if operation.name in {"create", "mkdir"}:
        names[operation.path] = file
    if operation.name in {"unlink", "rename"}:
        names.pop(operation.path, None)
    if operation.target:
        names[operation.target] = file


def nothing(operation: Operation) -> int:  # noqa: ARG001
    """Keep nothing that was not synced."""
    return 0


def everything(operation: Operation) -> int:
    """Keep all of it."""
    return len(operation.content) or 1


def by_chance(dice: random.Random) -> Keep:
    """Keep some of it, whole."""
    return lambda operation: everything(operation) if dice.random() < 0.5 else 0


def torn(dice: random.Random) -> Keep:
    """Keep some of it, cut in the middle of a sector."""

    def kept(operation: Operation) -> int:
        sectors = dice.randrange(len(operation.content) // SECTOR + 1)
        cut = sectors * SECTOR + SECTOR // 2
        return dice.choice((0, everything(operation), min(cut, len(operation.content)) or 1))

    return kept


def ways(seed: int) -> Sequence[Keep]:
    """Return the ways in which a disk may lose what was not synced."""
    dice = random.Random(seed)
    return nothing, everything, by_chance(dice), by_chance(dice), torn(dice), torn(dice)
