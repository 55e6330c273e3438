"""The file is damaged: doctor finds and names it, whatever is whole can be read, and --fix brings it back."""

import json
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from faults.fixtures import IS_THOROUGH, Tell, copied
from helpers import Desk
from pipeline_cli.store.layout import layout
from pipeline_cli.store.tables import ActivityRow
from support import NOW, ago

pytestmark = pytest.mark.usefixtures("private_files")

TRIES = 250 if IS_THOROUGH else 25
SIZES = {"bit": 0, "byte": 1, "sector": 512, "page": 4096}
SEED = 7
DAMAGED = 5

TABLES = """
SELECT name FROM sqlite_master
WHERE type = 'table' AND name NOT GLOB 'search_*' ORDER BY name
"""

RECORDS = {table.name: table for table in layout(2).records}
WAYS_TO_READ = (("list",), ("show", "1"), ("today",), ("history",))


class Mended(NamedTuple):
    """What ``doctor --fix`` made of a damaged file: its exit code, and how many records it lost or could not prove."""

    code: int
    lost: int
    doubtful: int


@pytest.fixture
def full_desk(used_desk: Desk) -> Desk:
    """A store with enough in it that most of its pages are in use."""
    with used_desk.store.writing("log", NOW) as unit:
        notes = [f"{number}. They asked about delivery, 納期を気にしている. " * 5 for number in range(300)]
        rows = [{"customer_id": 1 + n % 2, "deal_id": 1 + n % 2, "at": ago(n), "note": note, "kind": "call",
                 "reached": True} for n, note in enumerate(notes)]  # fmt: skip
        unit.insert_many(ActivityRow, rows)
        unit.summary = "300 calls"
    used_desk.ok("tally", "calls", "12")
    used_desk.ok("backup")
    return used_desk


def rows_of(path: Path) -> dict[str, list[tuple[Any, ...]]] | None:
    """Return every row of every table, the search index and SQLite's counters too; None where one can't be read."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.text_factory = bytes
        try:
            names = [name.decode() for (name,) in connection.execute(TABLES)]
            return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
        except (sqlite3.Error, UnicodeDecodeError):
            return None


def records_of(path: Path) -> dict[tuple[str, int], tuple[Any, ...]]:
    """Return the records of a store by table and number."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            (name, row[0]): row
            for name, table in RECORDS.items()
            for row in connection.execute(f"SELECT {table.listed} FROM {name}")
        }


def damaged(content: bytes, kind: str) -> Iterator[bytes]:
    """Yield a file damaged at so many places."""
    dice, size = random.Random(f"{SEED}{kind}"), SIZES[kind]
    for _ in range(TRIES):
        other, place = bytearray(content), dice.randrange(len(content))
        if size:
            start = place - place % size
            other[start : start + size] = dice.randbytes(size)
        else:
            other[place] ^= 1 << dice.randrange(8)
        yield bytes(other)


def examined(desk: Desk) -> dict[str, Any]:
    """Return what doctor says; it changes nothing and always answers."""
    content = desk.path.read_bytes()
    outcome = desk("doctor", "--json")
    assert outcome.code in {0, DAMAGED}, outcome.err
    assert desk.path.read_bytes() == content
    answer: dict[str, Any] = json.loads(outcome.out)
    assert answer["sound"] == (outcome.code == 0)
    assert all(one["found"] and one["means"] and one["do"] for one in answer["findings"])
    return answer


def readings(desk: Desk) -> Counter[int]:
    """Return how reading commands ended: they answer, or refuse the store."""
    outcomes = [desk(*words) for words in WAYS_TO_READ]
    assert not any("Traceback" in one.err for one in outcomes)
    assert {one.code for one in outcomes} <= {0, 3, DAMAGED}, [one.err for one in outcomes]
    return Counter(one.code for one in outcomes)


def mended(desk: Desk, wanted: dict[tuple[str, int], tuple[Any, ...]]) -> Mended:
    """Let doctor mend a store: what is not named as lost is there as it was, and the damaged file is kept."""
    content = desk.path.read_bytes()
    outcome = desk("doctor", "--fix", "--json")
    assert outcome.code in {0, DAMAGED}, outcome.err
    if outcome.code:
        assert desk.path.read_bytes() == content
        assert "backup" in outcome.err
        return Mended(outcome.code, len(wanted), 0)
    fixed = json.loads(outcome.out)["fixed"]
    assert Path(fixed["kept"]).read_bytes() == content
    assert desk("doctor").code == 0
    named = {(one["table"], one["id"]) for name in ("lost", "doubtful") for one in fixed[name]}
    now = records_of(desk.path)
    assert {row: values for row, values in wanted.items() if row not in named} == {
        row: values for row, values in now.items() if row not in named
    }
    return Mended(0, len(fixed["lost"]), len(fixed["doubtful"]))


@pytest.mark.parametrize("kind", SIZES)
def test_damage_anywhere_is_found_and_mended(full_desk: Desk, tmp_path: Path, tell: Tell, kind: str) -> None:
    content, whole, wanted = full_desk.path.read_bytes(), rows_of(full_desk.path), records_of(full_desk.path)
    counted: Counter[str] = Counter()
    read: Counter[int] = Counter()

    for number, other in enumerate(damaged(content, kind)):
        desk = copied(full_desk, tmp_path / "broken")
        desk.path.write_bytes(other)
        if number % 2:  # the schema then has to be found without one
            shutil.rmtree(f"{desk.path}.backups")
        is_changed = rows_of(desk.path) != whole
        is_found = not examined(desk)["sound"]
        counted.update(found=is_found, changed=is_changed, missed=is_changed and not is_found)
        if is_found:
            read += readings(desk)
            done = mended(desk, wanted)
            counted.update(unmended=done.code > 0, lost=done.lost, doubtful=done.doubtful)
        shutil.rmtree(desk.folder)

    tell(
        f"{kind}: {TRIES} damaged, {counted['changed']} with rows changed or unreadable, {counted['found']} found, "
        f"{counted['missed']} missed; {counted['found'] - counted['unmended']} mended, {counted['lost']} records lost, "
        f"{counted['doubtful']} unproven; of {read.total()} readings {read[DAMAGED]} refused the store"
    )
    assert counted["missed"] == 0
    assert counted["changed"] > TRIES / 4


@pytest.mark.parametrize("share", [0, 50, 99])
def test_cut_file_is_named_and_what_is_left_is_saved(full_desk: Desk, tell: Tell, share: int) -> None:
    content, wanted = full_desk.path.read_bytes(), records_of(full_desk.path)
    full_desk.path.write_bytes(content[: len(content) * share // 100])

    assert not examined(full_desk)["sound"]
    readings(full_desk)
    done = mended(full_desk, wanted)

    tell(f"cut at {share} %: of {len(wanted)} records {done.lost} lost, {done.doubtful} unproven")
    assert (done.code == DAMAGED) == (share == 0)


def test_text_file_is_named_kept_and_a_backup_offered(full_desk: Desk) -> None:
    full_desk.path.write_text("meeting at ten\n" * 500, encoding="utf-8")

    assert examined(full_desk)["findings"][0]["code"] == "not_a_store"
    assert readings(full_desk)[DAMAGED] == len(WAYS_TO_READ)
    assert mended(full_desk, {}).code == DAMAGED
    assert "pipe restore" in full_desk("doctor", "--fix").err
