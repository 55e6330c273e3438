"""The stores that earlier versions wrote: each opens, is brought up to date, and answers as it did then."""

import json
import shutil
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pipeline_cli.cli import main
from pipeline_cli.store.connect import SCHEMA_VERSION

STORES = sorted((Path(__file__).parent / "stores").glob("*.db"))


class Question(NamedTuple):
    """What a store was asked when it was written, and what its own version answered."""

    store: Path
    words: list[str]
    answer: Any
    environ: dict[str, str]

    def __str__(self) -> str:
        return f"{self.store.stem} {' '.join(self.words)}"


def questions() -> list[Question]:
    """Return every question of every store."""
    asked = []
    for store in STORES:
        kept = json.loads(store.with_suffix(".json").read_text("utf-8"))
        environ = {**kept["environ"], "PIPE_NOW": kept["now"]}
        asked += [Question(store, one["words"], one["answer"], environ) for one in kept["answers"]]
    return asked


def is_kept(old: Any, new: Any) -> bool:  # noqa: ANN401  # any JSON
    """Tell whether an answer still says all that it said: keys may be added, none may be lost or changed."""
    if isinstance(old, dict):
        return isinstance(new, dict) and all(key in new and is_kept(value, new[key]) for key, value in old.items())
    if isinstance(old, list):
        return isinstance(new, list) and len(old) == len(new) and all(map(is_kept, old, new))
    if isinstance(old, float):
        return bool(new == pytest.approx(old))
    return bool(old == new)


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """A copy of each store, which the first question brings up to date."""
    folder = tmp_path_factory.mktemp("stores")
    return {store: Path(shutil.copy(store, folder / store.name)) for store in STORES}


@pytest.mark.parametrize("asked", questions(), ids=str)
def test_store_of_an_earlier_version_answers_as_it_did(asked: Question, copies: dict[Path, Path]) -> None:
    copy = copies[asked.store]
    with redirect_stdout(StringIO()) as out:
        code = main(["--json", *asked.words], {**asked.environ, "PIPE_STORE": str(copy), "HOME": str(copy.parent)})

    assert code == 0
    assert is_kept(asked.answer, json.loads(out.getvalue()))


def test_every_schema_has_a_store_that_its_version_wrote() -> None:
    assert {store.stem for store in STORES} >= {f"v{version}" for version in range(1, SCHEMA_VERSION)}


@pytest.mark.parametrize(
    ("old", "new"),
    [({"a": 1}, {}), ({"a": 1}, {"a": 2}), ([1], [1, 2]), ({"a": [{"b": 0.5}]}, {"a": [{"b": 0.6}]}), ({}, [])],
)
def test_comparison_notices_what_is_lost_or_changed(old: object, new: object) -> None:
    assert is_kept(old, old)
    assert not is_kept(old, new)
