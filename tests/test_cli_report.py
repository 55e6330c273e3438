"""``pipe report``: what it says of a store, and the files it writes."""

import json
import os
import stat
from pathlib import Path

import pytest

from helpers import IS_ROOT, Desk, posix_only
from support import Pipe

KEYS = {
    *("now", "period", "pipeline", "funnel", "verdicts", "won", "lost", "parked", "lost_reasons", "measures"),
    *("coverage", "forecast", "deciding", "next_steps", "let_go"),
}


@pytest.fixture
def meeting(desk: Desk) -> Desk:
    """A desk with something of everything."""
    desk.ok("log", "Aoki", "signed", "--value", "800000", "--helped", "found a carrier", "--won")
    desk.ok("log", "Brandt", "no", "--value", "500 EUR", "--lost", "price")
    desk.ok("log", "Kato", "later", "--value", "300000", "--park", "2027-03-01")
    desk.ok("log", "Sato", "yes", "--value", "1200000", "--stage", "commit", "--next", "fri 14:00", "--why", "sign")
    desk.ok("log", "Ito", "?", "--value", "400000", PIPE_NOW="2026-03-02T10:00:00+09:00")
    return desk


def test_report_has_all_that_is_promised(meeting: Desk) -> None:
    found = meeting.json("report")

    assert found.keys() == KEYS
    assert found["period"] == {"from": "2026-11-01", "to": "2026-11-30"}
    assert {name: found["verdicts"][name] for name in ("won", "lost", "parked")} == {"won": 1, "lost": 1, "parked": 1}
    assert found["won"]["list"][0]["helped"] == "found a carrier"
    assert found["lost_reasons"] == [{"reason": "price", "deals": 1, "values": [{"minor": 50_000, "currency": "EUR"}]}]
    assert found["next_steps"]["near"][0]["next_step"]["why"] == "sign"


def test_report_keeps_the_pipeline_honest(meeting: Desk) -> None:
    found, pruned = meeting.json("report"), meeting.json("prune")
    gone = [one["deal"]["id"] for one in pruned["suggestions"] if one["action"] in ("close", "park")]

    assert gone == [5]
    assert [one["deal"]["id"] for one in found["let_go"]["suggestions"]] == gone
    assert found["pipeline"] == {"deals": 1, "values": [{"minor": 1_200_000, "currency": "JPY"}]}
    assert sum(one["let_go"] for one in found["funnel"]["stages"]) == 1
    assert [one["deal"]["id"] for one in found["deciding"]] == [4]
    assert found["next_steps"]["none"] == 0


def test_report_tells_the_budget_its_landing_and_the_coverage(meeting: Desk) -> None:
    meeting.ok("kpi", "set", "revenue", "2000000", "--due", "2026-11-30", "--from", "2026-11-01")
    found = meeting.json("report")
    revenue = next(one for one in found["measures"] if one["metric"] == "revenue" and one["budget"])

    assert revenue["budget"] == {"minor": 2_000_000, "currency": "JPY"}
    assert revenue["landing_low"]["minor"] <= revenue["landing"]["minor"] <= revenue["landing_high"]["minor"]
    assert found["coverage"] == [{"currency": "JPY", "times": 1.0}]


def test_a_period_that_is_over_has_no_forecast(meeting: Desk) -> None:
    found = meeting.json("report", "--period", "last month")

    assert (found["forecast"], found["deciding"]) == (None, [])
    assert found["period"] == {"from": "2026-10-01", "to": "2026-10-31"}


def test_report_is_markdown_where_it_is_piped(meeting: Desk) -> None:
    lines = meeting.ok("report").splitlines()

    assert lines[0] == "# Sales report"
    assert "## Could be let go" in lines
    assert "| 1 | Aoki | ¥800K | Wed 18 Nov | found a carrier |" in lines


def test_report_is_a_screen_on_a_terminal(meeting: Desk) -> None:
    shown = meeting.at_terminal("report", typed="").out

    assert "# Sales" not in shown
    assert "Honest pipeline" in shown


def test_report_without_a_store_says_what_to_do_first(desk: Desk) -> None:
    told = desk("report")

    assert (told.code, told.out) == (0, "")
    assert "no store yet" in told.err
    assert desk.json("report")["pipeline"] == {"deals": 0, "values": []}


@pytest.mark.parametrize("ending", [".md", ".html", ".csv", ".json", ".HTML"])
def test_report_writes_a_private_file(pipe: Pipe, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"report{ending}"
    told = pipe("report", "-o", str(out))

    assert (told.code, "".join(told.out.split())) == (0, f"✓{out}")  # a long path takes more lines than one
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert {".md": "# ", ".html": "<!D", ".csv": "sec", ".json": '{"n'}[ending.lower()] in out.read_text()[:3]
    assert [name for name in os.listdir(tmp_path) if name.endswith(".new")] == []


def test_report_into_a_file_can_answer_in_json(pipe: Pipe, tmp_path: Path) -> None:
    out = tmp_path / "report.json"
    told = json.loads(pipe("--json", "report", "-o", str(out)).out)

    assert told.pop("file") == str(out)
    assert told == json.loads(out.read_text())


def test_report_writes_markdown_to_stdout_when_told(pipe: Pipe) -> None:
    assert pipe("report", "-o", "-").out == pipe("report").out


@pytest.mark.parametrize("name", ["report.pdf", "report", "md", ".html", "x.htm"])
def test_report_names_the_four_endings(pipe: Pipe, tmp_path: Path, name: str) -> None:
    told = pipe("report", "-o", str(tmp_path / name))

    assert told.code == 2
    assert ".md, .html, .csv, .json" in told.err
    assert not (tmp_path / name).exists()


def test_report_writes_over_nothing_unless_told(pipe: Pipe, tmp_path: Path) -> None:
    out = tmp_path / "report.md"
    out.write_text("mine")
    told = pipe("report", "-o", str(out))

    assert (told.code, out.read_text()) == (4, "mine")
    assert pipe("report", "-o", str(out), "--force").code == 0
    assert out.read_text().startswith("# Sales report")


def test_report_in_a_folder_that_is_a_file_is_an_error(pipe: Pipe, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    told = pipe("report", "-o", str(tmp_path / "file" / "report.md"))

    assert told.code == 5
    assert "was not written" in told.err


@posix_only
@pytest.mark.skipif(IS_ROOT, reason="root may write anywhere")
def test_report_in_a_folder_that_is_not_ones_own_is_an_error(pipe: Pipe, tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir(mode=0o500)

    assert pipe("report", "-o", str(folder / "report.md")).code == 5


@pytest.mark.parametrize(
    "words",
    [("--period", "someday"), ("--from", "2026-11-01"), ("--from", "2026-11-09", "--to", "2026-11-01")],
)
def test_report_of_no_period_is_wrong_usage(pipe: Pipe, words: tuple[str, ...]) -> None:
    assert pipe("report", *words).code == 2


def test_report_speaks_japanese(pipe: Pipe) -> None:
    assert pipe("report", PIPE_LANG="ja").out.startswith("# 営業レポート")


@pytest.mark.parametrize("options", [(), ("--force",)], ids=str)
def test_report_makes_no_folder(desk: Desk, options: tuple[str, ...]) -> None:
    refused = desk("report", "-o", str(desk.folder / "nowhere" / "x.md"), *options)

    assert refused.code == 5
    assert "There is no folder" in refused.err
    assert not (desk.folder / "nowhere").exists()
