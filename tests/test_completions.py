"""What the shell offers: names, deals, stages, tags and kinds, as each shell can type them."""

import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from helpers import Desk
from pipeline_cli.completions import Shell
from pipeline_cli.services.import_profiles import profiles_folder

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    desk.ok("add", "Aoki Printing", "--title", "Press", "--tag", "fair")
    desk.ok("add", "田中商事", "--reading", "タナカショウジ", "--tag", "展示会")
    desk.ok("add", "Aoki Printing", "--title", "Cold store")
    desk.ok("log", "Aoki Printing", "note", "--deal", "Press")
    folder = Path(profiles_folder(desk.all()))
    folder.mkdir(parents=True)
    for name in ("crm", "顧客 台帳"):
        (folder / f"{name}.toml").write_text("", "utf-8")
    return desk


def offered(desk: Desk, *words: str, store: Path | None = None, **variables: str) -> list[str]:
    """Return what bash is offered for the last word of a line."""
    line = {"COMP_WORDS": "\n".join(("pipe", *words)), "COMP_CWORD": str(len(words))}
    path = {"PIPE_STORE": str(store)} if store else {}
    found = desk.process(_PIPE_COMPLETE="complete_bash", **line, **path, **variables)
    assert found.stderr == b""
    return [line for line in found.stdout.decode().splitlines() if line]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (["show", "ao"], ["Aoki\\ Printing"]),
        (["log", "AOKI"], ["Aoki\\ Printing"]),
        (["next", "田"], ["田中商事"]),
        (["won", "たなか"], ["田中商事"]),
        (["edit", "ﾀﾅｶ"], ["田中商事"]),
        (["merge", "1", "Aoki"], ["Aoki\\ Printing"]),
        (["show", '"Aoki P'], ["Aoki Printing"]),
        (["show", ""], ["Aoki\\ Printing", "田中商事"]),
        (["show", "㈱"], ["Aoki\\ Printing", "田中商事"]),
        (["show", "tan"], ["田中商事"]),
        (["show", "#"], ["3", "2", "1"]),
        (["show", "#2"], ["2"]),
        (["show", "nobody"], []),
        (["log", "1"], ["1"]),
        (["edit", "Aoki\\ Printing", "--deal", ""], ["3", "1"]),
        (["move", "1", "p"], ["potential", "prospect"]),
        (["list", "--stage", "c"], ["commit"]),
        (["list", "--stage", "見"], ["見込み客"]),
        (["move", "1", "見"], ["見込み客"]),
        (["list", "--sort", "v"], ["value"]),
        (["list", "--lang", ""], ["en", "ja"]),
        (["list", "--state", "p"], ["parked"]),
        (["list", "--tag", "展"], ["展示会"]),
        (["add", "x", "--tag", ""], ["fair", "展示会"]),
        (["log", "1", "note", "--kind", "me"], ["meeting"]),
        (["next", "1", "--by", "ch"], ["chat"]),
        (["edit", "1", "--if-solved", "y"], ["yes"]),
        (["tally", "c"], ["calls"]),
        (["tally", ""], ["calls", "appointments", "visits", "mails"]),
        (["tally", "電"], ["電話"]),
        (["tally", "calls", "+2"], []),
        (["tally", "calls", "+20", "v"], ["visits"]),
        (["demo", "sho"], ["show"]),
        (["demo", "list", "--sta"], ["--stage", "--state"]),
        (["demo", "move", "1", "com"], ["commit"]),
        (["demo", "--res"], ["--reset"]),
        (["help", "fu"], ["funnel"]),
        (["import", "x.csv", "--profile", ""], ["crm", "顧客\\ 台帳"]),
        (["import", "x.csv", "--profile", "c"], ["crm"]),
        (["import", "x.csv", "--as", "d"], ["deals"]),
        (["import", "x.csv", "--dates", "d"], ["dmy"]),
        (["funnel", "--by", "m"], ["month"]),
        (["edit", "1", "--con"], ["--concern"]),
        (["edit", "1", "--kind", "v"], ["visit"]),
        (["prune", "--close", "2"], ["2"]),
        (["prune", "--close", ""], ["3", "2", "1"]),
        (["prune", "--park", "1,"], ["1,3", "1,2"]),
        (["prune", "--keep", "1,#2"], ["1,2"]),
        (["prune", "--close", "x"], []),
        (["list", "--stage", "=", "co"], ["commit"]),
        (["log", "1", "--kind", "="], ["call", "meeting", "visit", "email", "chat", "note"]),
        (["next", "1", "--by", "=", "em"], ["email"]),
        (["--lang", "ja", "edit", "1", "--if-solved", "は"], ["はい"]),
        (["--lang", "ja", "log", "1", "--kind", ""], ["電話", "打ち合わせ", "訪問", "メール", "チャット", "メモ"]),
        (["--lang=ja", "move", "1", ""], ["新規開拓", "潜在客", "見込み客", "契約待ち"]),
        (["move", "1", "--lang", "ja"], ["ja"]),
        (["quo"], []),
        (["merg"], ["merge"]),
    ],
    ids=str,
)
def test_shell_is_offered(desk: Desk, line: list[str], expected: list[str]) -> None:
    assert offered(desk, *line) == expected


def test_kinds_are_offered_in_the_users_language(desk: Desk) -> None:
    assert offered(desk, "tally", "", PIPE_LANG="ja") == ["架電", "アポ", "訪問", "メール"]


def test_stages_and_kinds_are_offered_in_the_users_language(desk: Desk) -> None:
    assert offered(desk, "move", "1", "", PIPE_LANG="ja") == ["新規開拓", "潜在客", "見込み客", "契約待ち"]
    assert offered(desk, "log", "1", "note", "--kind", "電", PIPE_LANG="ja") == ["電話"]
    assert offered(desk, "next", "1", "--by", "電", PIPE_LANG="ja") == ["電話"]
    assert offered(desk, "next", "1", "--by", "c", PIPE_LANG="ja") == ["call", "chat"]


def test_demo_store_is_asked_behind_demo(desk: Desk) -> None:
    assert offered(desk, "demo", "show", "ao") == []
    desk.process("demo", "--reset")

    assert "Cedar\\ Fork\\ Brewing" in offered(desk, "demo", "show", "cedar")


def test_store_of_the_line_is_asked(desk: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path)
    other.ok("add", "Mori")

    assert offered(desk, "--store", str(other.path), "show", "mo") == ["Mori"]


@pytest.mark.parametrize("content", [b"", b"no store", None])
def test_store_that_can_not_be_read_offers_nothing_and_says_nothing(
    desk: Desk, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "broken.db"
    if content is not None:
        path.write_bytes(content)

    assert offered(desk, "show", "ao", store=path) == []
    assert path.exists() == (content is not None)


@pytest.mark.parametrize(
    "line",
    [
        {"_PIPE_COMPLETE": "complete_bash", "COMP_WORDS": "pipe\nlog\nao", "COMP_CWORD": "2"},
        {"_PIPE_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "pipe log ao"},
    ],
    ids=["bash", "zsh"],
)
def test_names_are_completed_without_typer(desk: Desk, line: dict[str, str]) -> None:
    program = "import sys; from pipeline_cli.cli import main; main([]); print(*sys.modules, file=sys.stderr)"
    found = subprocess.run([sys.executable, "-c", program], env=desk.all(**line), capture_output=True, check=True)

    assert b"Aoki" in found.stdout
    assert not {"typer", "rich", "sqlmodel"} & set(found.stderr.decode().split())


@pytest.mark.parametrize("typed", ["ao", "たなか", "tan", "", "nobody", "AOKI"])
@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_names_are_the_same_with_typer(desk: Desk, typed: str, shell: str) -> None:
    def asked(*options: str) -> bytes:
        words = ("pipe", *options, "show", typed)
        bash = {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
        line = bash if shell == "bash" else {"_TYPER_COMPLETE_ARGS": " ".join(words)}
        return desk.process(_PIPE_COMPLETE=f"complete_{shell}", **line).stdout

    # Behind an option that says what is meant anyway, Typer reads the line.
    assert asked() == asked("--store", str(desk.path))


def test_completion_loads_no_sqlmodel(desk: Desk) -> None:
    program = "import sys; from pipeline_cli.cli import main; main([]); print(*sys.modules, file=sys.stderr)"
    line = {"_PIPE_COMPLETE": "complete_bash", "COMP_WORDS": "pipe\nlog\nao", "COMP_CWORD": "2"}
    command = [sys.executable, "-c", program]
    found = subprocess.run(command, env=desk.all(**line), capture_output=True, check=True)

    assert found.stdout == b"Aoki\\ Printing\n"
    assert not {"sqlmodel", "sqlalchemy", "pydantic"} & set(found.stderr.decode().split())


@pytest.mark.parametrize(
    ("shell", "variables", "expected"),
    [
        ("zsh", {"_TYPER_COMPLETE_ARGS": "pipe show ao"}, """_arguments '*: :(("Aoki Printing"))'"""),
        (
            "fish",
            {"_TYPER_COMPLETE_ARGS": "pipe show ao", "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
            "Aoki Printing",
        ),
        (
            "powershell",
            {"_TYPER_COMPLETE_ARGS": "pipe show ao", "_TYPER_COMPLETE_WORD_TO_COMPLETE": "ao"},
            "'Aoki Printing'::: ",
        ),
        ("zsh", {"_TYPER_COMPLETE_ARGS": "pipe show 2"}, """_arguments '*: :(("2":"田中商事"))'"""),
    ],
)
def test_each_shell_is_offered_names(desk: Desk, shell: str, variables: dict[str, str], expected: str) -> None:
    found = desk.process(_PIPE_COMPLETE=f"complete_{shell}", **variables)

    assert found.stdout.decode().removesuffix("\n") == expected


@pytest.mark.parametrize("shell", SHELLS)
def test_script_of_each_shell_is_shown(desk: Desk, shell: str) -> None:
    found = desk.process("--show-completion", shell, _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")

    assert found.returncode == 0, found.stderr
    assert b"_PIPE_COMPLETE" in found.stdout


@pytest.mark.parametrize(
    ("shell", "name", "typable"),
    [
        (Shell("bash", is_quoted=False), "A $(x) 'b'", "A\\ \\$\\(x\\)\\ \\'b\\'"),
        (Shell("bash", is_quoted=True), "A $(x)", None),
        (Shell("bash", is_quoted=False), "a\x1b[31m", None),
        (Shell("zsh", is_quoted=False), 'O\'Brien "x"', "OBrien x"),
        (Shell("zsh", is_quoted=False), "A \\$(x)", None),
        (Shell("zsh", is_quoted=False), "A `x`", None),
        (Shell("fish", is_quoted=False), "A $(x)", "A $(x)"),
        (Shell("pwsh", is_quoted=False), "O'Brien’s", "'O''Brien’’s'"),
        (Shell("pwsh", is_quoted=False), "山田", "山田"),
    ],
    ids=ascii,
)
def test_names_are_offered_as_they_can_be_typed(shell: Shell, name: str, typable: str | None) -> None:
    assert shell.typable(name) == typable


@pytest.mark.skipif(sys.platform == "win32", reason="there is no bash")
@pytest.mark.parametrize(("typed", "name"), [("aoki", "Aoki Printing"), ("たなか", "田中商事")])
def test_bash_completes_a_name(desk: Desk, tmp_path: Path, typed: str, name: str) -> None:
    program = tmp_path / "pipe"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m pipeline_cli "$@"\n')
    program.chmod(0o755)
    environ = desk.all(
        PATH=f"{tmp_path}:{desk.environ['PATH']}", LANG="C.UTF-8", LC_ALL="C.UTF-8", TERM="dumb", PS1="> "
    )
    script = desk.process("--show-completion", "bash", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1").stdout
    (tmp_path / "rc").write_bytes(b"bind 'set enable-bracketed-paste off'\n" + script)
    bash = pexpect.spawn("bash", ["--rcfile", str(tmp_path / "rc"), "-i"], env=environ, encoding="utf-8", timeout=20)
    try:
        bash.send(f"pipe show {typed}\t--json\n")
        bash.expect_exact(f'"name": "{name}"')
    finally:
        bash.close(force=True)
