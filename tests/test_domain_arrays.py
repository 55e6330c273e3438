import os

import pytest

from pipeline_cli.domain.arrays import THREADS, numpy


def test_numpy_is_loaded_for_one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in THREADS:
        monkeypatch.delenv(name, raising=False)
    loaded = numpy()

    assert loaded.__name__ == "numpy"
    assert {os.environ[name] for name in THREADS} == {"1"}


def test_what_the_user_says_of_threads_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    numpy()

    assert os.environ["OMP_NUM_THREADS"] == "2"
