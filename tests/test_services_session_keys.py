"""Keys kept for a shell session: whose they are, how long they count, and where nothing is kept."""

import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from helpers import posix_only
from pipeline_cli.services.session_keys import LIFETIME, drop_from_sessions, keep_for_session, session_keys

pytestmark = posix_only

KEY, OTHER = "ab" * 32, "cd" * 32


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    return {"XDG_RUNTIME_DIR": str(runtime)}


def file_of(environ: dict[str, str]) -> Path:
    return next((Path(environ["XDG_RUNTIME_DIR"]) / "pipeline-cli").iterdir())


def test_key_is_kept_for_this_session_alone(environ: dict[str, str]) -> None:
    assert keep_for_session(KEY, environ)

    assert session_keys(environ) == [KEY]
    with patch("os.getsid", lambda _: 1):
        assert session_keys(environ) == []


def test_key_is_kept_where_the_shell_is_outside_the_container(environ: dict[str, str]) -> None:
    with patch("os.getsid", lambda _: 0):
        assert keep_for_session(KEY, environ)
        assert session_keys(environ) == [KEY]


def test_nothing_is_kept_for_a_shell_that_is_gone(environ: dict[str, str]) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as shell:
        pass

    with patch("os.getsid", lambda _: shell.pid):
        assert not keep_for_session(KEY, environ)
        assert session_keys(environ) == []


def test_keys_of_several_stores_are_kept_the_latest_first(environ: dict[str, str]) -> None:
    for key in (KEY, OTHER, KEY):
        keep_for_session(key, environ)

    assert session_keys(environ) == [KEY, OTHER]


def test_key_is_readable_by_its_user_alone(environ: dict[str, str]) -> None:
    keep_for_session(KEY, environ)

    assert file_of(environ).stat().st_mode & 0o777 == 0o600
    assert file_of(environ).parent.stat().st_mode & 0o777 == 0o700


def test_file_that_others_may_read_does_not_count(environ: dict[str, str]) -> None:
    keep_for_session(KEY, environ)
    file_of(environ).chmod(0o644)

    assert session_keys(environ) == []


def test_key_counts_for_twelve_hours(environ: dict[str, str]) -> None:
    keep_for_session(KEY, environ)
    typed_at = file_of(environ).stat().st_mtime
    os.utime(file_of(environ), (typed_at, typed_at - LIFETIME - 1))

    assert session_keys(environ) == []


def test_shell_that_has_the_number_of_an_earlier_one_finds_nothing(environ: dict[str, str]) -> None:
    keep_for_session(KEY, environ)

    with patch("pipeline_cli.services.session_keys._began", lambda _: "1"):
        assert session_keys(environ) == []


def test_what_gone_sessions_left_is_removed(environ: dict[str, str]) -> None:
    with patch("pipeline_cli.services.session_keys._session", lambda: "999999999-5"):
        keep_for_session(OTHER, environ)
    gone = file_of(environ)

    keep_for_session(KEY, environ)

    assert not gone.exists()
    assert session_keys(environ) == [KEY]


@pytest.mark.parametrize("mode", [0o755, 0o777])
def test_folder_that_others_look_into_keeps_nothing(environ: dict[str, str], mode: int) -> None:
    Path(environ["XDG_RUNTIME_DIR"]).chmod(mode)

    assert not keep_for_session(KEY, environ)


@pytest.mark.parametrize("environ", [{}, {"XDG_RUNTIME_DIR": ""}, {"XDG_RUNTIME_DIR": "/nowhere/at/all"}])
def test_without_a_folder_nothing_is_kept(environ: dict[str, str]) -> None:
    assert not keep_for_session(KEY, environ)
    assert session_keys(environ) == []


def test_dropping_forgets_every_session(environ: dict[str, str]) -> None:
    keep_for_session(KEY, environ)

    drop_from_sessions(environ)

    assert session_keys(environ) == []
