"""The screens of the commands in Japanese, as files to be read over."""

import pytest

from support import Golden, Pipe

LINES = {
    "today": "today",
    "status": "status",
    "list": "list --state all",
    "show": "show 1",
    "find": "find quote",
    "history": "history",
    "prune": "prune --list",
    "log": "log 2 訪問した --next 来週火曜14時 --why 見積もり",
    "log-new": "log 青木食品 --new",
    "next": "next 1 3日後",
    "park": "park 4 来月末",
    "lost": "lost 4 予算なし",
    "add": "add 新しい会社 --value 120万",
    "undo": "undo",
    "no-such-deal": "show 42",
    "no-such-customer": "show だれか",
    "closed-already": "won 5",
    "no-such-date": "next 1 いつか",
    "no-such-amount": "add 新しい会社 --value たくさん",
}


@pytest.mark.parametrize("name", [f"ja-{name}" for name in LINES])
def test_screen(pipe: Pipe, golden: Golden, name: str) -> None:
    shown = pipe(*LINES[name.removeprefix("ja-")].split(), PIPE_LANG="ja")

    golden(f"{shown.out}{shown.err}[{shown.code}]\n")
