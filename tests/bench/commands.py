"""Time whole commands against floors of the same run: ``commands.py SMALL.db LARGE.db [--runs N] [--only NAME]``.

The stores are made by ``make_store.py`` with 10,000 and 100,000 deals. Run it with the interpreter of a virtual
environment in which pipe is installed as its users have it, not in editable mode, and with byte code written
(``PYTHONDONTWRITEBYTECODE`` unset). Each round runs every command once; the medians of all rounds are compared.
"""

import argparse
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

PIPE = str(Path(sys.executable).with_name("pipe"))
FLOORS = {
    "p": ("pass", "pass"),
    "r": ("rich", "import rich.console, rich.table, sqlite3"),
    "t": ("typer", "import typer, rich.console, rich.table, sqlite3"),
    "b": ("sqlmodel", "import sqlmodel"),
}
SHELL = "SELECT deal_id, due_at FROM next_steps WHERE state = 'open' AND due_at < '2026-11-19' ORDER BY due_at LIMIT 50"
OPEN = "OPEN"  # stands for the number of a deal that is open
LOG = (
    "log", OPEN, "a note of the usual length, and a bit more", "--kind", "call", "--inbound", "--minutes", "20",
    "--next", "2026-11-25 14:00", "--why", "quote", "--by", "call", "--concern", "price", "--if-solved", "yes",
    "--decides", "2026-12-18", "--stage", "prospect", "--value", "1200000", "--tag", "vip", "--helped", "a plan",
    "--thanked",
)  # fmt: skip


class Case(NamedTuple):
    """A command, the floor that it is measured by, and how many times the floor it may take."""

    name: str
    words: tuple[str, ...]
    floor: str
    small: float
    large: float


CASES = (
    Case("status", ("status",), "p", 3, 3),
    Case("today --json", ("today", "--json"), "p", 3, 3),
    Case("today", ("today",), "r", 1.6, 1.6),
    Case("list", ("list",), "t", 1.6, 1.6),
    Case("show 17", ("show", "17"), "t", 1.6, 1.6),
    Case("next --help", ("next", "--help"), "t", 1.6, 1.6),
    Case("--help", ("--help",), "t", 1.6, 1.6),
    Case("prune --list", ("prune", "--list"), "t", 2, 4),
    Case("funnel", ("funnel",), "t", 2.5, 2.5),
    Case("funnel --by tag", ("funnel", "--by", "tag"), "t", 2.5, 5),
    Case("kpi", ("kpi",), "t", 2.5, 2.5),
    Case("plan show", ("plan", "show"), "t", 2.5, 2.5),
    Case("review", ("review", "--week"), "t", 2.5, 2.5),
    Case("forecast, kept", ("forecast",), "t", 8, 15),
    Case("find zeppelin", ("find", "zeppelin"), "t", 2, 2),
    Case("find 飛行", ("find", "飛行"), "t", 2, 2),
    Case("log, all options", LOG, "b", 1.5, 1.5),
)


class Run(NamedTuple):
    """What one process took."""

    milliseconds: float
    megabytes: float


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("small", type=Path)
    parser.add_argument("large", type=Path)
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    stores = {"small": _copy(asked.small), "large": _copy(asked.large)}
    cases = [case for case in CASES if asked.only in case.name]
    commands = {f"({key})": [sys.executable, "-c", code] for key, (_, code) in FLOORS.items()}
    commands["sqlite3"] = ["sqlite3", str(stores["large"]), SHELL]
    for case in cases:
        for size, store in stores.items():
            words = [_open_deal(store) if word == OPEN else word for word in case.words]
            commands[f"{case.name} {size}"] = [PIPE, *words, "--store", str(store)]
    _print(cases, _measured(commands, asked.runs))


def _open_deal(store: Path) -> str:
    with closing(sqlite3.connect(store)) as connection:
        return str(connection.execute("SELECT min(id) FROM deals WHERE state = 'open'").fetchone()[0])


def _copy(store: Path) -> Path:
    copy = store.with_suffix(".bench.db")
    shutil.copy(store, copy)
    return copy


def _measured(commands: dict[str, list[str]], rounds: int) -> dict[str, list[Run]]:
    found: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            run = _once(command)
            if number:  # the first round warms the caches
                found[name].append(run)
    return found


def _once(command: list[str]) -> Run:
    environ = {**os.environ, "PIPE_NOW": "2026-11-18T09:30:00+09:00", "TZ": "Asia/Tokyo"}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environ)
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - started
    if status:
        sys.exit(f"{command} failed: {process.stderr.read().decode() if process.stderr else ''}")
    return Run(took * 1000, usage.ru_maxrss / 1024)


def _print(cases: list[Case], found: dict[str, list[Run]]) -> None:
    median = {name: statistics.median(run.milliseconds for run in runs) for name, runs in found.items()}
    memory = {name: max(run.megabytes for run in runs) for name, runs in found.items()}
    for key, (title, _) in FLOORS.items():
        print(f"floor ({key}) {title:10} {median[f'({key})']:7.1f} ms")
    print(f"sqlite3 shell        {median['sqlite3']:7.1f} ms\n")
    print(f"{'':18} {'small':>8} {'':>6} {'large':>8} {'':>6} {'wanted':>11} {'large/small':>11} {'peak MB':>8}")
    for case in cases:
        small, large = median[f"{case.name} small"], median[f"{case.name} large"]
        floor = median[f"({case.floor})"]
        wanted = f"{case.small:g}/{case.large:g} ({case.floor})"
        late = "" if small <= case.small * floor and large <= case.large * floor else "  <-- over"
        print(
            f"{case.name:18} {small:8.1f} {small / floor:6.2f} {large:8.1f} {large / floor:6.2f} {wanted:>11} "
            f"{large / small:11.2f} {memory[f'{case.name} large']:8.1f}{late}"
        )


if __name__ == "__main__":
    main()
