"""What ``pipe import`` asks about a file that it does not understand, in a real terminal."""

import sys

import pytest

from helpers import Desk
from terminal_support import CTRL_C, CTRL_D, READY, Screen, on_a_terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")

UNCLEAR = ("会社名,金額,電話,支店,ランク", "青木食品,1200000,03-1111-2222,東,A", "田中商事,500000,03-3333-4444,西,B")


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.ok("add", "Mori", "--no-deal")
    return desk


def written(desk: Desk, *lines: str) -> str:
    path = desk.folder / "book.csv"
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return str(path)


def names(desk: Desk) -> list[str]:
    return [name for (name,) in desk.rows("SELECT name FROM customers ORDER BY id")]


def says_what_the_rows_are(screen: Screen) -> None:
    screen.sees("it can't be told what it holds")
    screen.sees("青木食品")
    screen.asks("What is in each row")
    screen.answers("deals")


def test_import_asks_what_rows_and_unclear_columns_are_and_keeps_the_answers(desk: Desk) -> None:
    path = written(desk, *UNCLEAR)
    with on_a_terminal(desk, "import", path, columns=160) as screen:
        says_what_the_rows_are(screen)
        screen.asks("Which column of ours is 支店")
        screen.answers("-")
        screen.asks("Which column of ours is ランク")
        screen.answers("tags")
        screen.sees("Import it like that?")
        screen.answers()
        screen.asks("Keep these answers")
        screen.answers("crm")
        code, shown = screen.ends()

    assert (code, "Saved as profile crm" in shown) == (0, True)
    assert desk.rows("SELECT title, value_minor, tags FROM deals") == [("", 1_200_000, '["A"]'), ("", 500_000, '["B"]')]
    desk.ok("undo")
    desk.ok("import", path, "--profile", "crm")
    assert desk.value("SELECT count(*) FROM deals") == 2


def test_import_passes_over_what_is_not_answered(desk: Desk) -> None:
    with on_a_terminal(desk, "import", written(desk, *UNCLEAR), columns=160) as screen:
        says_what_the_rows_are(screen)
        for column in ("支店", "ランク"):
            screen.asks(f"Which column of ours is {column}")
            screen.answers()
        screen.sees("Import it like that?")
        screen.answers()
        screen.asks("Keep these answers")
        screen.answers()
        code, _ = screen.ends()

    assert code == 0
    assert desk.value("SELECT custom FROM deals") == '{"支店":"東","ランク":"A"}'


def test_import_asks_again_where_an_answer_means_nothing(desk: Desk) -> None:
    with on_a_terminal(desk, "import", written(desk, *UNCLEAR), columns=160) as screen:
        says_what_the_rows_are(screen)
        screen.asks("Which column of ours is 支店")
        screen.answers("the phone\x07")
        screen.sees("There is no the phone")
        screen.answers("備考x")
        screen.sees("There is no 備考x")
        screen.types(CTRL_C)
        code, _ = screen.ends()

    assert (code, names(desk)) == (130, ["Mori"])


@pytest.mark.parametrize("end", [CTRL_C, CTRL_D, "", "SIGTERM"], ids=["Ctrl-C", "Ctrl-D", "closed", "terminated"])
def test_import_left_in_the_middle_changes_nothing(desk: Desk, end: str) -> None:
    with on_a_terminal(desk, "import", written(desk, *UNCLEAR), columns=20, rows=10) as screen:
        screen.sees(READY)
        if end:
            screen.is_terminated() if end == "SIGTERM" else screen.types(end)
            assert screen.ends()[0] == 130
        else:
            screen.goes_away()

    assert names(desk) == ["Mori"]


def test_import_refuses_a_file_about_which_nothing_is_said(desk: Desk) -> None:
    with on_a_terminal(desk, "import", written(desk, *UNCLEAR), columns=160) as screen:
        screen.asks("What is in each row")
        screen.answers()
        code, shown = screen.ends()

    assert (code, "--as deals" in shown) == (2, True)


def test_import_goes_through_all_columns_where_the_guess_is_wrong(desk: Desk) -> None:
    path = written(desk, "Customer,Deal name,Amount,Rep", "Aoki,Mill,5,Sato")
    with on_a_terminal(desk, "import", path, columns=160) as screen:
        screen.sees("Import it like that?")
        screen.answers("c")
        for column, answer in (("Customer", ""), ("Deal name", ""), ("Amount", "profit"), ("Rep", "担当")):
            screen.asks(f"Which column of ours is {column}")
            screen.answers(answer)
        screen.sees("Amount → profit")
        screen.sees("Import it like that?")
        screen.answers("y")
        screen.asks("Keep these answers")
        screen.types(CTRL_D)
        code, _ = screen.ends()

    assert code == 0
    assert desk.rows("SELECT title, value_minor, profit_minor, owner FROM deals") == [("Mill", None, 5, "Sato")]


def test_import_asks_what_a_word_means(desk: Desk) -> None:
    path = written(desk, "Customer,Deal name,Amount,Stage", "Aoki,Mill,5,Blue", "Brandt,Saw,6,Green")
    with on_a_terminal(desk, "import", path, columns=160) as screen:
        screen.asks('What does "Blue" mean in column Stage?')
        screen.answers("commit")
        screen.asks('What does "Green" mean in column Stage?')
        screen.answers("Won")
        screen.sees("Import it like that?")
        screen.answers()
        screen.asks("Keep these answers")
        screen.answers()
        code, _ = screen.ends()

    assert code == 0
    assert desk.rows("SELECT state, stage FROM deals ORDER BY id") == [("open", "commit"), ("won", "commit")]
