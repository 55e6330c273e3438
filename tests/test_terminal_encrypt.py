"""``pipe encrypt`` on a real terminal: nothing secret is shown, and it is asked for once."""

import re
import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from encrypt_support import another_session, encrypted, filled_desk, needs_sqlcipher
from helpers import Desk
from pipeline_cli.store.cipher import is_encrypted
from terminal_support import CTRL_C, Screen, on_a_terminal

needs_sqlcipher()

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")

PASSPHRASE = "four words kept apart"  # noqa: S105  # of these tests alone


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return filled_desk(tmp_path)


def sets_passphrase(screen: Screen) -> None:
    for question in ("New passphrase: ", "once more: "):
        screen.sees(question)
        screen.answers(PASSPHRASE)


def test_recovery_key_has_to_be_written_down_first(desk: Desk) -> None:
    with on_a_terminal(desk, "encrypt", "--passphrase") as screen:
        sets_passphrase(screen)
        shown = screen.until("written it down")
        screen.answers("WRNG")
        screen.sees("written it down")
        screen.answers(re.findall(r"\b[0-9A-Z]{4}\b", shown)[-1].lower())
        code, rest = screen.ends()

    assert code == 0
    assert is_encrypted(str(desk.path))
    assert PASSPHRASE not in shown + rest
    assert len(re.findall(r"\b[0-9A-Z]{4}\b", shown)) == 9


def test_ctrl_c_at_the_recovery_key_leaves_the_store_plain(desk: Desk) -> None:
    with on_a_terminal(desk, "encrypt", "--passphrase") as screen:
        sets_passphrase(screen)
        screen.sees("written it down")
        screen.types(CTRL_C)
        assert screen.ends()[0] == 130

    assert not is_encrypted(str(desk.path))


def test_two_different_passphrases_are_refused(desk: Desk) -> None:
    with on_a_terminal(desk, "encrypt", "--passphrase") as screen:
        screen.sees("New passphrase: ")
        screen.answers(PASSPHRASE)
        screen.sees("once more: ")
        screen.answers("something else")
        assert screen.ends()[0] == 4


def test_passphrase_is_asked_for_once_and_not_shown(desk: Desk) -> None:
    encrypted(desk, PASSPHRASE)
    shell = ("bash", "-c", '"$0" -m pipeline_cli list && "$0" -m pipeline_cli list', sys.executable)
    with patch("terminal_support.PROGRAM", shell), on_a_terminal(desk) as screen:
        screen.sees("Passphrase, or recovery key: ")
        screen.answers("a wrong one")
        screen.sees("once more: ")
        screen.answers(PASSPHRASE)
        code, rest = screen.ends()

    assert code == 0
    assert rest.count("Aoki Printing") == 2
    assert PASSPHRASE not in rest
    assert "recovery key" not in rest


def test_three_wrong_ones_end_it(desk: Desk) -> None:
    encrypted(desk, PASSPHRASE)
    another_session(desk)

    with on_a_terminal(desk, "today") as screen:
        for question in ("recovery key: ", "once more: ", "once more: "):
            screen.sees(question)
            screen.answers("wrong one again")
        code, rest = screen.ends()

    assert code == 5
    assert "neither the passphrase nor the recovery key" in rest


def test_decrypt_asks_first(desk: Desk) -> None:
    encrypted(desk, PASSPHRASE)

    with on_a_terminal(desk, "decrypt", XDG_RUNTIME_DIR="") as screen:
        screen.sees("recovery key: ")
        screen.answers(PASSPHRASE)
        screen.sees("[y/N]")
        screen.answers("n")
        assert screen.ends()[0] == 130

    assert is_encrypted(str(desk.path))
