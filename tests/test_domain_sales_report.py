"""What a report adds up: the honest pipeline, verdicts, reasons, and how far the pipeline covers a gap."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.funnel import StageFigures
from pipeline_cli.domain.pipeline import Pipeline
from pipeline_cli.domain.rate import Rate
from pipeline_cli.domain.sales_report import added_up, coverage, honest_stages, says_something
from pipeline_cli.money.amount import Money
from report_support import NOTHING, OVER, REPORT, ROWS


def yen(minor: int) -> Money:
    return Money(minor, "JPY")


def stage(key: str, open_: int, *values: Money) -> StageFigures:
    return StageFigures(key, open_, values, open_, 0, 0, 0, 0, Rate(0, 0), None)


def test_honest_stages_leave_out_what_could_be_let_go() -> None:
    stages = [stage("approach", 3, yen(500)), stage("commit", 4, yen(900), Money(70, "EUR"))]
    found = honest_stages(stages, [("commit", yen(300)), ("commit", Money(70, "EUR")), ("approach", None)])

    assert [(one.open, one.let_go, one.values) for one in found] == [(2, 1, (yen(500),)), (2, 2, (yen(600),))]


def test_a_deal_at_a_stage_that_was_removed_is_let_go_at_the_first() -> None:
    found = honest_stages([stage("approach", 3, yen(500)), stage("commit", 4)], [("gone", yen(100))])

    assert [(one.open, one.let_go, one.values) for one in found] == [(2, 1, (yen(500),)), (4, 0, ())]


moneys = st.lists(st.builds(Money, st.integers(0, 10**12), st.sampled_from(("JPY", "EUR", "USD"))))


@given(moneys)
def test_added_up_never_mixes_currencies(values: list[Money]) -> None:
    found = added_up(values)

    assert len({one.currency for one in found}) == len(found)
    assert sum(one.minor for one in found) == sum(one.minor for one in values)
    assert all(one.minor == sum(value.minor for value in values if value.currency == one.currency) for one in found)


@given(moneys)
def test_honest_stages_and_what_is_let_go_come_to_all_that_is_open(gone: list[Money]) -> None:
    all_open = added_up([*gone, yen(1000)])
    [found] = honest_stages([stage("approach", len(gone) + 1, *all_open)], [("approach", one) for one in gone])

    assert (found.open, found.let_go) == (1, len(gone))
    assert set(added_up([*found.values, *gone])) == set(all_open)


def test_pipeline_is_all_stages_together() -> None:
    assert REPORT.pipeline == Pipeline(15, (yen(7_400_000), Money(700_000, "EUR")))


def test_verdicts_are_counted_and_added_up_by_currency() -> None:
    assert REPORT.total("won") == Pipeline(2, (Money(350_000, "EUR"), yen(800_000)))
    assert REPORT.total("lost") == Pipeline(4, (yen(500_000),))
    assert REPORT.win_rate == Rate(2, 6)


def test_a_reason_counts_as_one_however_it_is_typed() -> None:
    assert [(one.text, one.lost.deals) for one in REPORT.reasons] == [("Price", 2), ("予算がない", 1), ("", 1)]


def test_coverage_is_the_open_amount_over_what_is_missing() -> None:
    assert coverage(ROWS[0], REPORT.pipeline) == 7_400_000 / 2_200_000


def test_coverage_is_unknown_where_nothing_is_missing_or_planned() -> None:
    reached = ROWS[0]._replace(figure=ROWS[0].figure._replace(amount=3_000_000))

    assert [coverage(row, REPORT.pipeline) for row in (reached, ROWS[1], ROWS[3])] == [None, None, None]


def test_a_measure_without_anything_says_nothing() -> None:
    row = ROWS[1]._replace(figure=ROWS[1].figure._replace(amount=0), landing=None)

    assert not says_something(row)
    assert all(map(says_something, ROWS))


def test_a_period_that_lies_behind_is_over() -> None:
    assert [one.is_over for one in (OVER, REPORT, NOTHING)] == [True, False, False]
