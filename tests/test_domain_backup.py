"""Which backups are kept: the newest of each day, week and month, and what may be all that is left of something."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.backup import DAYS, GRACE, MONTHS, RARE, REASONS, WEEKS, Backup, newest_first, superseded
from support import NOW


def backup(at: datetime, reason: str = "daily", serial: int = 1) -> Backup:
    return Backup(f"{at.isoformat()}-{reason}-{serial}", at, reason, 1, serial)


def days_before(*days: int) -> list[Backup]:
    return [backup(NOW - timedelta(days=one)) for one in days]


times = st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31)).map(lambda at: at.replace(tzinfo=NOW.tzinfo))  # noqa: DTZ001
some_backups = st.lists(st.builds(backup, times, st.sampled_from(REASONS), st.integers(1, 3)), unique=True, max_size=60)


def kept(backups: list[Backup]) -> list[Backup]:
    gone = superseded(backups)
    return [one for one in newest_first(backups) if one not in gone]


def test_a_year_of_days_keeps_days_weeks_and_months() -> None:
    assert len(kept(days_before(*range(400)))) <= DAYS + WEEKS + MONTHS
    assert set(days_before(*range(DAYS))) <= set(kept(days_before(*range(400))))


def test_oldest_month_kept_is_a_year_back() -> None:
    oldest = kept(days_before(*range(800)))[-1].made_at

    assert (NOW.year - oldest.year) * 12 + NOW.month - oldest.month == MONTHS - 1


def test_days_without_a_backup_do_not_count() -> None:
    backups = days_before(0, 40, 80, 120, 160, 200, 240)

    assert kept(backups) == backups


def test_of_a_day_the_newest_import_is_kept() -> None:
    imports = [backup(NOW - timedelta(minutes=minutes), "import") for minutes in (30, 20, 10)]

    assert superseded(imports) == [imports[1], imports[0]]


def test_every_restore_of_a_week_can_be_taken_back() -> None:
    restores = [backup(NOW, "restore", serial) for serial in (3, 2, 1)]

    assert superseded(restores) == []
    assert superseded([*restores, backup(NOW + GRACE)]) == restores[1:]


def test_first_backup_of_today_outlives_an_import_of_today() -> None:
    assert superseded([backup(NOW), backup(NOW + timedelta(hours=5), "import")]) == []


@given(some_backups)
def test_newest_made_for_each_reason_is_kept(backups: list[Backup]) -> None:
    newest = {one.reason: one for one in reversed(newest_first(backups))}

    assert not set(newest.values()) & set(superseded(backups))


@given(some_backups)
def test_thinning_out_again_deletes_nothing(backups: list[Backup]) -> None:
    assert superseded(kept(backups)) == []


@given(some_backups)
def test_order_of_the_folder_does_not_matter(backups: list[Backup]) -> None:
    assert superseded(backups) == superseded(backups[::-1])


@given(some_backups)
def test_what_is_kept_is_bounded(backups: list[Backup]) -> None:
    common = [one for one in backups if one.reason not in RARE]

    assert len(kept(common)) <= DAYS + WEEKS + MONTHS + len(REASONS)


@given(some_backups)
def test_every_month_of_the_last_twelve_is_represented(backups: list[Backup]) -> None:
    def months(some: list[Backup]) -> list[tuple[int, int]]:
        return sorted({(one.made_at.year, one.made_at.month) for one in some}, reverse=True)

    assert months(kept(backups))[:MONTHS] == months(backups)[:MONTHS]
