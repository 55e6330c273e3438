"""``pipe import --save-profile``, ``--profile`` and ``--profiles``."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_support import edited, editor
from helpers import Desk, posix_only
from pipeline_cli.domain.import_profile import ImportProfile
from pipeline_cli.errors import UsageError
from pipeline_cli.services.import_profiles import load_profile, over, profile_path, profile_text, save_profile

OPTIONS = (
    "--as",
    "deals",
    "--map",
    "Firm=customer",
    "--map",
    "stage:Hot=commit",
    "--dates",
    "dmy",
    "--currency",
    "EUR",
)
HELD = ImportProfile(("Firm=customer", "stage:Hot=commit"), "deals", "dmy", "EUR")

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@pytest.fixture
def desk(desk: Desk, tmp_path: Path) -> Desk:
    desk.environ["XDG_CONFIG_HOME"] = str(tmp_path / "config")
    return desk


@pytest.fixture
def folder(desk: Desk) -> Path:
    """Return the folder of the profiles, which is there."""
    found = desk.folder / "config" / "pipeline-cli" / "profiles"
    found.mkdir(parents=True)
    return found


@pytest.fixture
def path(desk: Desk) -> str:
    """Return a file that can't be read without being told how."""
    (desk.folder / "crm.csv").write_text("Firm,Stage,Created,Amount\nAoki,Hot,03/04/2026,1200\n")
    return str(desk.folder / "crm.csv")


def test_options_are_kept_and_used_again(desk: Desk, folder: Path, path: str) -> None:
    outcome = desk("import", path, *OPTIONS, "--save-profile", "crm")
    again = desk.json("import", path, "--profile", "crm")

    assert outcome.code == 0
    assert f"Saved as profile crm: {folder / 'crm.toml'}" in outcome.err
    assert load_profile(str(folder), "crm") == HELD
    assert again["deals"] == {"new": 0, "changed": 0, "same": 1}


def test_options_on_the_line_win(desk: Desk, folder: Path, path: str) -> None:
    save_profile(str(folder), "crm", HELD)
    desk.ok("import", path, "--profile", "crm", "--dates", "mdy", "--map", "stage:Hot=prospect")

    assert desk.rows("SELECT stage, opened_at, currency FROM deals") == [("prospect", "2026-03-03T15:00:00Z", "EUR")]


def test_dry_run_keeps_no_profile(desk: Desk, folder: Path, path: str) -> None:
    desk.ok("import", path, *OPTIONS, "--save-profile", "crm", "--dry-run")

    assert list(folder.iterdir()) == []


def test_profile_is_replaced_only_when_asked_for(desk: Desk, folder: Path, path: str) -> None:
    save_profile(str(folder), "crm", ImportProfile(table="customers"))

    assert desk("import", path, *OPTIONS, "--save-profile", "crm").code == 4
    assert not desk.path.exists()
    assert desk("import", path, *OPTIONS, "--save-profile", "crm", "--yes").code == 0
    assert load_profile(str(folder), "crm") == HELD


def test_profiles_are_listed_with_what_they_hold_and_where(desk: Desk, folder: Path) -> None:
    save_profile(str(folder), "crm", HELD)
    told = desk.ok("import", "--profiles", COLUMNS="300")
    (listed,) = desk.json("import", "--profiles")["profiles"]

    assert "--map stage:Hot=commit" in told
    assert str(folder / "crm.toml") in told
    assert (listed["map"], listed["as"], listed["currency"]) == (list(HELD.maps), "deals", "EUR")


def test_no_profiles_say_how_to_keep_one(desk: Desk) -> None:
    assert "--save-profile NAME" in desk.ok("import", "--profiles")


def test_unknown_profile_is_told_with_those_that_there_are(desk: Desk, folder: Path, path: str) -> None:
    save_profile(str(folder), "crm", HELD)
    outcome = desk("import", path, "--profile", "cmr")

    assert outcome.code == 3
    assert "crm" in outcome.err


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ('as = "deals"\nmap = [\n', 2, "no TOML"),
        ('as = "deals"\ndates = dmy\n', 2, "no TOML"),
        ('# mine\n\nas = "offers"\n', 3, "no table offers"),
        ('dates = "ydm"\n', 1, "no order of dates"),
        ('map = [\n  "A=customer",\n  "B",\n]\n', 3, "--map B"),
        ('as = "deals"\nmap = "A=customer"\n', 2, "a list of texts"),
        ("\ncurrency = 7\n", 2, "a text"),
        ('separator = ";"\n', 1, "is none of"),
    ],
)
def test_broken_profile_names_file_and_line(folder: Path, text: str, line: int, why: str) -> None:
    (folder / "x.toml").write_text(text)

    with pytest.raises(UsageError) as caught:
        load_profile(str(folder), "x")

    assert f"x.toml, line {line}:" in caught.value.what
    assert why in caught.value.why


def test_broken_profile_is_listed_with_its_problem(desk: Desk, folder: Path) -> None:
    (folder / "x.toml").write_bytes(b"# caf\xe9\n")
    (listed,) = desk.json("import", "--profiles")["profiles"]

    assert "x.toml, line 1" in listed["problem"]


@pytest.mark.parametrize("name", ["", "../x", "a/b", ".x", "x.", "a\nb", "-x"])
def test_name_that_is_no_file_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        profile_path("profiles", name)


def test_nothing_to_import_is_wrong_usage(desk: Desk) -> None:
    assert desk("import").code == 2


@given(st.lists(TEXTS.map(lambda text: f"{text}=value")), TEXTS)
def test_profile_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, maps: list[str], text: str
) -> None:
    folder = str(tmp_path_factory.mktemp("profiles"))
    profile = ImportProfile(tuple(maps), encoding=text, sheet=text)
    save_profile(folder, "x", profile)

    assert load_profile(folder, "x") == profile


def test_map_on_the_line_takes_the_place_of_one_of_the_same_column() -> None:
    line = ImportProfile(("Firm=name",), dates="mdy")

    assert over(HELD, line) == HELD._replace(maps=("stage:Hot=commit", "Firm=name"), dates="mdy")
    assert over(HELD, ImportProfile()) == HELD


def test_profile_says_only_what_it_was_told() -> None:
    assert profile_text(ImportProfile(dates="ymd")).splitlines()[1:] == ['dates = "ymd"']


def test_profile_is_deleted(desk: Desk, folder: Path) -> None:
    save_profile(str(folder), "crm", HELD)
    desk.ok("import", "--delete-profile", "crm")

    assert desk.json("import", "--profiles")["profiles"] == []
    assert desk("import", "--delete-profile", "crm").code == 3


@posix_only
def test_profile_is_edited(desk: Desk, folder: Path) -> None:
    save_profile(str(folder), "crm", HELD)
    outcome = desk("import", "--edit-profile", "crm", EDITOR=editor(desk, edited("s/EUR/USD/")))

    assert outcome.code == 0
    assert load_profile(str(folder), "crm") == HELD._replace(currency="USD")


@posix_only
def test_profile_that_was_edited_wrong_is_left_as_it_was(desk: Desk, folder: Path) -> None:
    save_profile(str(folder), "crm", HELD)
    outcome = desk("import", "--edit-profile", "crm", EDITOR=editor(desk, edited("s/EUR/gold/")))

    assert outcome.code == 2
    assert 'There is no currency "gold"' in outcome.err
    assert outcome.err.count("line ") == 1
    assert load_profile(str(folder), "crm") == HELD


def test_profile_that_there_is_not_is_not_edited(desk: Desk) -> None:
    assert desk("import", "--edit-profile", "crm").code == 3
