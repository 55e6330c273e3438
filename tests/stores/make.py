# ruff: noqa: E501  # a row, or a command, is one line
"""Make the golden store of the present version through the real command line: ``make.py tests/stores/v2.db``.

Writes the store, and beside it, as ``v2.json``, what it answers. Run once for each schema that is released, with the
program of that version; the file is never made again. ``test_store_golden.py`` asks every one of them with today's.
"""

import contextlib
import io
import json
import shlex
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline_cli.cli import main as pipe

FILE = "pipe.db"
NOW = "2026-11-18T09:30:00+09:00"
ENVIRON = {"TZ": "Asia/Tokyo", "LANG": "en_US.UTF-8", "LC_MONETARY": "ja_JP.UTF-8", "COLUMNS": "100"}

CUSTOMERS = """ref,name,reading,company,phones,emails,tags,memo,floor
c-1,株式会社みどり,みどり,,03-1234-5678,midori@example.jp,食品;既存,決裁は専務。年度末に予算が出る,三階
c-2,"Cedar & Fork, Inc.",,Cedar & Fork,+1 555 0100;+1 555 0101,beth@example.com,food,"Ask for Beth, not for Al",ground
"""
DEALS = """ref,customer_ref,title,state,stage,value,currency,profit,mrr,source,owner,tags,opened_at,closed_at,lost_reason
d-1,c-1,冷蔵庫の入れ替え,open,prospect,1200000,JPY,300000,,展示会,,vip,2026-09-01T10:00:00+09:00,,
d-2,c-2,Fermenters,won,commit,24000.50,USD,6000,99.90,web,kim,,2026-06-01T10:00:00+09:00,2026-08-20T15:00:00+09:00,
d-3,c-2,Tap room,lost,potential,8000,USD,,,web,kim,,2026-07-01T10:00:00+09:00,2026-09-20T15:00:00+09:00,price
"""

WORK: Sequence[tuple[str, str]] = (
    ("2026-10-01T09:00:00+09:00", "import customers.csv deals.csv --yes"),
    ("2026-10-01T10:00:00+09:00", "add 田中製作所 --reading たなか --phone 06-1111-2222 --value 450000 --tag 機械"),
    ("2026-10-01T10:05:00+09:00", "add Baker --no-deal --memo 'line\u2028feed,\u202eodd[/]text'"),
    (
        "2026-10-01T11:00:00+09:00",
        "log 田中 '導入時期は来春。競合と比較している' --kind visit --minutes 45 --next 10/6 --why 見積",
    ),
    (
        "2026-10-02T11:00:00+09:00",
        "log みどり 部長の決裁が必要 --kind call --next '10/7 14:00' --why 返事 --by call --concern 価格",
    ),
    ("2026-10-05T09:00:00+09:00", "tally calls 40 --appointments 3"),
    ("2026-10-05T09:30:00+09:00", "tally calls +12"),
    (
        "2026-10-06T11:00:00+09:00",
        "log 田中 見積もりを渡した --kind meeting --valid --next 10/20 --why 返答 --stage potential",
    ),
    ("2026-10-07T15:00:00+09:00", "log みどり 留守 --kind call --no-answer"),
    ("2026-10-08T15:00:00+09:00", "next みどり '10/12 10:00' --why もう一度 --my-plan"),
    ("2026-10-09T15:00:00+09:00", "next みどり 10/14 --by visit"),
    (
        "2026-10-14T16:00:00+09:00",
        "log みどり デモに満足された --kind visit --helped 試食会の段取り --thanked --waiting",
    ),
    ("2026-10-15T10:00:00+09:00", "log 'Dubois & Fils' 'asked for a quote' --new --appointment --kind call --inbound"),
    (
        "2026-10-15T10:10:00+09:00",
        "log Evans 'compares us with another supplier' --new --next 2026-11-20 --decides 2026-12-10",
    ),
    ("2026-10-16T10:00:00+09:00", "park Dubois 2026-11-17"),
    (
        "2026-10-19T10:00:00+09:00",
        "log Chen 'the price is the worry' --new --value 90000 --if-solved yes --concern price",
    ),
    ("2026-10-20T10:00:00+09:00", "lost Chen 'chose another'"),
    ("2026-10-21T10:00:00+09:00", "log Aoki 'wants to see it running' --new --next '11/18 15:00' --why demo --agreed"),
    (
        "2026-10-22T10:00:00+09:00",
        "edit Aoki --email aoki@example.jp --reading あおき --title 'Cold store' --profit 10000",
    ),
    ("2026-10-22T10:05:00+09:00", "move Aoki prospect"),
    ("2026-10-23T10:00:00+09:00", "log Mistake 'never said' --new"),
    ("2026-10-23T10:01:00+09:00", "undo"),
    ("2026-10-26T10:00:00+09:00", "add Yamada --value 5000"),
    ("2026-10-26T10:01:00+09:00", "edit Yamada --memo wrong"),
    ("2026-10-26T10:02:00+09:00", "tally visits 4"),
    ("2026-10-26T10:03:00+09:00", "undo 2"),
    ("2026-10-27T10:00:00+09:00", "won Yamada"),
    ("2026-10-28T10:00:00+09:00", "reopen Yamada"),
    ("2026-10-29T10:00:00+09:00", "won Yamada"),
    ("2026-11-02T10:00:00+09:00", "add 佐藤商事 --value 70000"),
    ("2026-11-02T10:01:00+09:00", "add 佐藤商事㈱ --new --value 70000"),
    ("2026-11-02T10:02:00+09:00", "merge 佐藤商事㈱ 佐藤商事"),
    ("2026-11-17T10:00:00+09:00", "tally calls 25"),
    ("2026-11-17T18:00:00+09:00", "log Evans 'happy with the last order' --next 11/18 --why quote --by email"),
)
"""What was done, and when."""

ASKED = (
    "today", "today --days 14 --limit 0", "list --state all", "history --limit 0", "funnel", "status",
    "prune --list", "find price", "find 決裁が", "find 試食", "show 田中", "show みどり", "show Cedar", "show Evans",
    "show Yamada", "show Baker", "show 佐藤商事", "tally",
)  # fmt: skip


ESTIMATES = {"win_probability", "win_probability_low", "win_probability_high", "freed"}
"""Keys of an answer that the model of a version says, and not the store."""


def main() -> None:
    """Make the store and its answers."""
    store = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name, contextlib.chdir(name):
        Path("customers.csv").write_text(CUSTOMERS, encoding="utf-8")
        Path("deals.csv").write_text(DEALS, encoding="utf-8")
        for now, line in WORK:
            answer(now, shlex.split(line))
        store.write_bytes(Path(FILE).read_bytes())
        answers = [{"words": line.split(), "answer": without_estimates(answer(NOW, line.split()))} for line in ASKED]
    document = {"now": NOW, "environ": ENVIRON, "answers": answers}
    store.with_suffix(".json").write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def without_estimates(document: Any) -> Any:  # noqa: ANN401  # any JSON
    """Return an answer without what a later version may judge otherwise."""
    if isinstance(document, dict):
        return {key: without_estimates(value) for key, value in document.items() if key not in ESTIMATES}
    return [without_estimates(one) for one in document] if isinstance(document, list) else document


def answer(now: str, words: Sequence[str]) -> Any:  # noqa: ANN401  # whatever the command says
    """Return the JSON document that a command line answers with; it has to succeed."""
    out, err = io.StringIO(), io.StringIO()
    environ = {**ENVIRON, "PIPE_STORE": FILE, "PIPE_NOW": now, "HOME": "."}
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = pipe(["--json", *words], environ)
    if code:
        sys.exit(f"{words} ended with {code}: {err.getvalue()}")
    return json.loads(out.getvalue())


if __name__ == "__main__":
    main()
