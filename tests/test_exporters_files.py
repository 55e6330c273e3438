"""Files that are whole under their name, or not there."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline_cli.errors import RefusedError, StoreError
from pipeline_cli.exporters.files import put_file, refuse_existing


def failing(error: BaseException) -> Iterator[str]:
    yield "a\n"
    raise error


def test_put_file_writes_for_its_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deals.csv"

    assert put_file(str(path), ["a\n", "青\r\n"]) == 2
    assert path.read_bytes() == "a\n青\r\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("error", [KeyboardInterrupt(), ValueError()])
def test_put_file_leaves_what_was_there_when_it_is_interrupted(tmp_path: Path, error: BaseException) -> None:
    path = tmp_path / "deals.csv"
    path.write_text("before")

    with pytest.raises(type(error)):
        put_file(str(path), failing(error))
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("deals.csv", "before")]


def test_put_file_tells_what_the_disk_says(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as told:
        put_file(str(tmp_path / "deals.csv"), failing(OSError(28, "No space left on device")))

    assert told.value.why == "No space left on device"
    assert not list(tmp_path.iterdir())


def test_put_file_writes_to_devices(tmp_path: Path) -> None:
    assert put_file("/dev/null", ["a\n"]) == 1
    assert not list(tmp_path.iterdir())


def test_refuse_existing_names_the_file(tmp_path: Path) -> None:
    there = tmp_path / "deals.csv"
    there.touch()

    with pytest.raises(RefusedError, match=r"deals\.csv is there already"):
        refuse_existing([str(tmp_path / "new.csv"), str(there)])


def test_refuse_existing_lets_new_files_and_devices_be(tmp_path: Path) -> None:
    refuse_existing([str(tmp_path / "new.csv"), "/dev/null"])
