"""Golden files belong to tests: one that no test compares with is out of date."""

import pytest

from conftest import GOLDEN, golden_file


def test_golden_files_are_all_used(request: pytest.FixtureRequest) -> None:
    options = request.config.option
    if options.keyword or options.markexpr or any("::" in argument for argument in request.config.args):
        pytest.skip("only some tests were asked for")
    comparing = [item for item in request.session.items if "golden" in getattr(item, "fixturenames", ())]
    modules = {item.path.stem for item in request.session.items}

    used = {golden_file(item) for item in comparing}
    there = {file for file in GOLDEN.rglob("*.txt") if file.parent.name in modules or not _has_tests(file.parent.name)}

    assert there <= used


def _has_tests(module: str) -> bool:
    return (GOLDEN.parent / f"{module}.py").exists()
