"""The model on trades that it was not made for: what it finds where there is something, and where not."""

from collections.abc import Callable
from functools import partial
from random import Random
from statistics import mean

import pytest

from pipeline_cli.domain.snapshot import PastDeal, snapshot
from pipeline_cli.domain.win_model import WinModel
from pipeline_cli.domain.win_model_backtest import Backtest, RuleResult, auc_within, backtest
from pipeline_cli.domain.win_model_fit import fit
from trade_support import END, as_known_at, consulting, noise

SEEDS = (5, 6, 7)
LOOKS = 3_000
CUTOFF = END - 200


@pytest.fixture(scope="module")
def telling() -> list[Backtest]:
    return [replayed(consulting(seed=seed)) for seed in SEEDS]


@pytest.fixture(scope="module")
def silent() -> list[Backtest]:
    return [replayed(noise(seed=seed)) for seed in SEEDS]


def replayed(deals: list[PastDeal]) -> Backtest:
    return backtest(deals, END, partial(fit, most_looks=LOOKS))


def auc(replays: list[Backtest]) -> float:
    return mean(replay.rules[0].auc or 0.0 for replay in replays)


def rule(replay: Backtest, name: str) -> RuleResult:
    return next(one for one in replay.rules if one.rule == name)


def test_replies_are_found_where_silence_and_age_say_little(telling: list[Backtest]) -> None:
    silence = mean(rule(replay, "silent > 30 days").auc or 0.0 for replay in telling)

    assert auc(telling) >= 0.70
    assert silence < 0.62


def test_nothing_is_found_in_noise(silent: list[Backtest]) -> None:
    assert 0.45 < auc(silent) < 0.55


def test_as_many_suggestions_lose_no_more_wins_than_silence_does(telling: list[Backtest]) -> None:
    by_silence = [rule(replay, "silent > 30 days") for replay in telling]

    assert sum(one.this_order_won for one in by_silence) <= sum(one.flagged_won for one in by_silence)


@pytest.mark.parametrize("days", [30, 60, 90])
def test_as_many_suggestions_lose_fewer_wins_than_age_does(telling: list[Backtest], days: int) -> None:
    by_age = [rule(replay, f"age > {days} days") for replay in telling]

    assert sum(one.this_order_won for one in by_age) < 0.8 * sum(one.flagged_won for one in by_age)


def test_in_noise_as_many_suggestions_lose_about_as_many_wins(silent: list[Backtest]) -> None:
    silence = [rule(replay, "silent > 30 days") for replay in silent]
    ours, theirs = sum(one.this_order_won for one in silence), sum(one.flagged_won for one in silence)

    assert ours <= theirs + 2 * theirs**0.5


@pytest.mark.parametrize(("low", "high"), [(0.0, 0.2), (0.2, 0.3), (0.3, 0.5), (0.5, 1.0)])
def test_chances_come_true(telling: list[Backtest], low: float, high: float) -> None:
    bands = [band for replay in telling for band in replay.reliability if low <= band.low < high]
    deals = sum(band.deals for band in bands)
    expected = sum(band.deals * band.expected for band in bands) / deals
    won = sum(band.deals * band.won for band in bands) / deals

    assert won == pytest.approx(expected, abs=0.07)


def test_in_noise_nobody_is_given_much_of_a_chance(silent: list[Backtest]) -> None:
    bands = [band for replay in silent for band in replay.reliability]

    assert sum(band.deals for band in bands if band.low >= 0.5) <= 0.01 * sum(band.deals for band in bands)


def test_what_is_decided_by_dice_is_not_foreseen() -> None:
    """Outcomes drawn anew say nothing; what were foreseen of them would have leaked in."""
    dice = Random(3)
    deals = [deal._replace(is_won=dice.random() < 0.5) if deal.closed_at <= END else deal for deal in consulting()]
    model = fit(as_known_at(deals, CUTOFF), CUTOFF, LOOKS)
    later = [deal for deal in deals if deal.is_open(CUTOFF) and deal.closed_at <= END]
    found = auc_within([(CUTOFF, model.log_drive(snapshot(deal, CUTOFF)), deal.is_won) for deal in later])

    assert len(later) > 50
    assert abs((found or 0.0) - 0.5) < 0.15


def test_what_is_recorded_later_changes_no_chance() -> None:
    deals = consulting(300)
    known = as_known_at(deals, CUTOFF)

    assert fit(known, CUTOFF, LOOKS) == fit(deals, CUTOFF, LOOKS)


# Few deals


@pytest.mark.parametrize("history", [consulting, noise], ids=["replies tell", "nothing tells"])
def test_more_closed_deals_make_the_ranges_narrower(history: Callable[[], list[PastDeal]]) -> None:
    deals = history()
    widths = [mean_width(deals, closed) for closed in (0, 5, 10, 30, 300)]

    assert widths == sorted(widths, reverse=True)
    assert widths[-1] < widths[0] / 3


def mean_width(deals: list[PastDeal], closed: int) -> float:
    """Return how wide the ranges of open deals are on average, with so many closed deals of one's own."""
    decided = [deal for deal in deals if deal.closed_at <= CUTOFF]
    still_open = [deal for deal in deals if deal.is_open(CUTOFF)]
    share, widths = closed / len(decided), []
    for seed in range(4):
        dice = Random(seed)
        own = dice.sample(decided, closed) + dice.sample(still_open, round(share * len(still_open)))
        model = fit(own, CUTOFF, LOOKS)
        widths += [width(model, deal) for deal in still_open]
    return mean(widths)


def width(model: WinModel, deal: PastDeal) -> float:
    low, high = model.interval(snapshot(deal, CUTOFF))
    return high - low
