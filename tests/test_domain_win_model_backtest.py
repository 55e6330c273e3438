from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from pipeline_cli.domain.snapshot import PastDeal
from pipeline_cli.domain.win_model import USUAL_MODEL
from pipeline_cli.domain.win_model_backtest import (
    RULES,
    as_open,
    auc_within,
    backtest,
    days_since_epoch,
    history_at,
    judge,
    monthly_cutoffs,
    result,
    share_at_loss,
)

NOW = days_since_epoch(date(2026, 11, 18))
SILENT_30 = RULES[1]


def deal(number: int, opened: int, closed: int, *, won: bool) -> PastDeal:
    return PastDeal(number, NOW - opened, NOW - closed, won)


DEALS = [
    deal(1, 200, 150, won=True),
    deal(2, 120, 20, won=True),
    deal(3, 75, 1, won=False),
    deal(4, 70, 40, won=True),
]


def test_auc_counts_pairs_of_one_cutoff_only() -> None:
    assert auc_within([(1, 0.9, True), (1, 0.1, False), (2, 0.2, True), (2, 0.3, False)]) == 0.5


def test_auc_counts_ties_half() -> None:
    assert auc_within([(1, 0.5, True), (1, 0.5, False)]) == 0.5


def test_auc_is_unknown_without_a_pair() -> None:
    assert auc_within([(1, 0.5, True)]) is None


@given(st.lists(st.tuples(st.just(1.0), st.floats(0, 1), st.booleans()), max_size=30), st.randoms())
def test_auc_does_not_depend_on_the_order(scored: list[tuple[float, float, bool]], dice: Random) -> None:
    assert auc_within(dice.sample(scored, len(scored))) == auc_within(scored)


def test_share_at_loss_stops_before_too_many_wins_are_lost() -> None:
    scored = [(0.1, False), (0.2, False), (0.3, True), (0.4, True)]

    assert (share_at_loss(scored, 0.05), share_at_loss(scored, 0.5)) == (0.5, 0.75)


def test_share_at_loss_takes_ties_together() -> None:
    assert share_at_loss([(0.1, False), (0.1, True)], 0.05) == 0.0


def test_cutoffs_are_the_firsts_of_months_that_have_passed() -> None:
    days = [date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1)]

    assert monthly_cutoffs(DEALS, NOW) == [days_since_epoch(day) for day in days]


def test_there_is_no_cutoff_without_a_decided_deal() -> None:
    assert monthly_cutoffs([], NOW) == []


def test_a_usual_rule_is_measured_on_the_deals_of_each_cutoff() -> None:
    judged = judge(DEALS, NOW - 60, NOW, USUAL_MODEL)
    found = result(SILENT_30, judged)

    assert (found.deals, found.flagged, found.flagged_won, found.unflagged_won) == (3, 1, 1, 1)
    assert found.wins_lost_share == 0.5


def test_history_at_a_time_knows_only_what_was_decided() -> None:
    assert history_at(DEALS, NOW - 30).basis[:2] == (2, 2)


def test_a_deal_reads_as_it_would_have_been_read_then() -> None:
    judged = judge(DEALS, NOW - 60, NOW, USUAL_MODEL)

    for one in judged:
        assert as_open(one.seen, date(2026, 9, 19)).seen(date(2026, 9, 19)) == one.seen


def test_backtest_fits_at_each_cutoff_on_that_time() -> None:
    times = []
    backtest(DEALS, NOW, lambda _, at: times.append(at) or USUAL_MODEL)  # type: ignore[func-returns-value]

    assert times == monthly_cutoffs(DEALS, NOW)


def test_backtest_names_the_wins_that_it_would_have_lost() -> None:
    keen = USUAL_MODEL._replace(let_go_below=1.0)
    found = backtest(DEALS, NOW, lambda _, __: keen)

    assert found.lost == ((2, date(2026, 9, 1)),)
    assert found.rules[0].flagged_won == 2


def test_reliability_counts_every_deal_once() -> None:
    found = backtest(DEALS, NOW, lambda _, __: USUAL_MODEL)

    assert sum(band.deals for band in found.reliability) == found.rules[0].deals
    assert all(band.low <= band.expected <= band.high for band in found.reliability)


def test_an_empty_history_has_no_figures() -> None:
    found = backtest([], NOW, lambda _, __: USUAL_MODEL)

    assert found.rules[0] == ("this rule", 0, 0, 0, None, 0, 0, None, None, None, None, 0)
