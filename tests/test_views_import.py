"""What is shown before, during and after an import."""

import pytest

from pipeline_cli.domain.import_plan import FilePlan
from pipeline_cli.domain.import_report import Assumption, Counts, ImportedFile, ImportReport
from pipeline_cli.views.import_guess import guess_lines, remark_lines
from pipeline_cli.views.import_progress import Bar
from pipeline_cli.views.import_progress import bar as bar_of_stderr
from pipeline_cli.views.import_report import import_json, import_screen
from support import render

REPORT = ImportReport(
    files=(ImportedFile("crm.csv", "deals", 8_801),),
    counts={"customers": Counts(86), "deals": Counts(8_000, 12, 788), "activities": Counts()},
    rejected=(),
    rejected_files=(),
    assumptions=(Assumption("no_customer", 1_425), Assumption("no_opened_at", 1), Assumption("no_closed_at", 2)),
    is_dry_run=False,
)

PLAN = FilePlan(
    file="crm.csv",
    table="deals",
    is_own=False,
    encoding="cp932",
    columns=(("Account", ("customer",)), ("Colour", ()), ("Junk", None), ("Firm", ("customer", "title"))),
    words=(("Stage", "engaging", "prospect"),),
    constants={"source": "fair"},
    order_shown=("dmy", "Created", "25/12/2025"),
    question=None,
)


def test_screen_counts_the_rows_of_each_table() -> None:
    assert render(import_screen(REPORT), 100).splitlines() == [
        "             new  changed  same",
        "customers     86",
        "deals      8,000       12   788",
        '1,425 rows name no customer; they belong to "Unknown customer".',
        "1 deal does not say when it began: at its first sign, else on the latest date of the files.",
        "2 closed deals do not say when: at their last contact, else when they were opened.",
        '✓ Imported 1 file. "pipe undo" takes it back.',
    ]


@pytest.mark.parametrize(
    ("report", "last"),
    [
        (REPORT._replace(is_dry_run=True), "A dry run: nothing was written."),
        (REPORT._replace(counts={"deals": Counts(same=3)}), "Nothing new; the store is as it was."),
        (REPORT._replace(counts={}, assumptions=()), "Nothing new; the store is as it was."),
    ],
)
def test_screen_ends_with_what_became_of_the_store(report: ImportReport, last: str) -> None:
    assert render(import_screen(report), 80).splitlines()[-1] == last


def test_json_has_the_first_of_the_rejected_files() -> None:
    document = import_json(REPORT._replace(rejected_files=("a.rejected.csv", "b.rejected.csv")))

    assert (document["rejected_file"], len(document["rejected_files"])) == ("a.rejected.csv", 2)


def test_guess_says_what_each_column_is() -> None:
    assert list(guess_lines(PLAN)) == [
        "crm.csv: read as deals",
        "  Account → customer",
        "  Colour → kept as a custom field",
        "  Junk → left out",
        "  Firm → customer + title",
        '  source: "fair" where nothing is given',
        "  Stage: engaging → prospect",
    ]


def test_remarks_say_what_might_be_wrong() -> None:
    assert list(remark_lines(PLAN)) == [
        "crm.csv: read as cp932",
        'crm.csv: dates are read as dmy, as "25/12/2025" in column Created shows',
    ]
    assert not list(remark_lines(PLAN._replace(encoding="utf-8", order_shown=None)))


def test_bar_moves_with_the_rows_and_waits_at_the_end() -> None:
    bar = Bar()
    advance = bar.watch(10)
    advance(2)
    bar.show()
    assert bar.progress
    task = bar.progress.tasks[0]
    seen = [(task.completed, task.total)]
    for rows in (3, 5):
        advance(rows)
        seen.append((task.completed, task.total))
    bar.close()

    assert seen == [(2, 10), (5, 10), (10, None)]


def test_bar_that_was_never_shown_is_closed_in_silence() -> None:
    bar = Bar()
    bar.watch(10)(10)
    bar.close()

    assert bar.progress is None


def test_no_bar_is_given_where_nobody_sees_it() -> None:
    with bar_of_stderr() as shown:
        assert shown is None
