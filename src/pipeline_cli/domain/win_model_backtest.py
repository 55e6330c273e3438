"""Replay the rule of ``pipe prune`` over the user's own past: what it would have let go, and what that would have lost.

At each cut-off the model is fitted on what was known then, and the rule judges the deals that were open then. What
became of them is what is known today. The usual rules are measured beside it, on the same deals.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise
from math import sqrt
from typing import Final, NamedTuple

from pipeline_cli.domain.deal import Deal
from pipeline_cli.domain.open_deal import OpenDeal
from pipeline_cli.domain.silence_history import ClosedCount, History
from pipeline_cli.domain.snapshot import NEVER, PastDeal, Snapshot, snapshot
from pipeline_cli.domain.staleness_verdict import rank
from pipeline_cli.domain.win_model import WinModel

EPOCH: Final = date(1970, 1, 1)
FEWEST_FOLLOWED_DAYS: Final = 30
"""A later cut-off would not say yet what became of its deals."""

MOST_CUTOFFS: Final = 12
_NORMAL_95: Final = 1.6449  # of 20 true shares, one lies below and one above
THIS_RULE: Final = "this rule"
RELIABILITY_BANDS: Final = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


class Judged(NamedTuple):
    """A deal that was open at a cut-off, how the rule judged it, and whether it was won later.

    ``chance`` is that of a win by today; ``ranked`` that within the model's horizon.
    """

    cutoff: float
    deal_id: int
    seen: Snapshot
    ranked: float
    chance: float
    is_let_go: bool
    is_won: bool


class RuleResult(NamedTuple):
    """What one rule would have let go. Shares are 0 to 1, None where there is nothing to share.

    Attributes:
        rule: its name.
        cutoffs: at how many times it was tried.
        deals: how many open deals it judged, one at several cut-offs as often.
        flagged: how many of them it would have let go.
        flagged_share: their share.
        flagged_won: how many of those were won later.
        unflagged_won: how many of the others were.
        wins_lost_share: the share of all later wins among the flagged.
        auc: how well it orders the deals of a cut-off: the chance that of two, one of them won, it prefers that one.
        share_at_5_percent_lost: the share that its order lets go of while losing at most 5 % of later wins.
        share_at_1_percent_lost: the same at 1 %.
        this_order_won: how many of those would have been won that this program's order lets go of, were it to let go of
            just as many at each cut-off.
    """

    rule: str
    cutoffs: int
    deals: int
    flagged: int
    flagged_share: float | None
    flagged_won: int
    unflagged_won: int
    wins_lost_share: float | None
    auc: float | None
    share_at_5_percent_lost: float | None
    share_at_1_percent_lost: float | None
    this_order_won: int = 0


class Band(NamedTuple):
    """Deals that were given a chance from ``low`` to below ``high``, and what came of them.

    Attributes:
        low: the least chance in it.
        high: the chance below which it ends.
        deals: how many there were, one at several cut-offs as often.
        expected: their mean chance.
        won: the share of them that was won.
        won_low: between this and ``won_high`` that share would lie 9 times in 10, were the months drawn again.
        won_high: its other end.
    """

    low: float
    high: float
    deals: int
    expected: float
    won: float
    won_low: float
    won_high: float


class Backtest(NamedTuple):
    """The rule of ``pipe prune`` and the usual ones, replayed.

    Attributes:
        cutoffs: the days at which they were tried, in order.
        rules: what each would have let go; this program's first.
        reliability: whether the chances came true.
        lost: the deals that this rule would have let go and that were won, each with the day of the first cut-off.
    """

    cutoffs: tuple[date, ...]
    rules: tuple[RuleResult, ...]
    reliability: tuple[Band, ...]
    lost: tuple[tuple[int, date], ...]


class ReplayedPruning(NamedTuple):
    """A replay, and the records of the deals that it would have lost, each with the day of that."""

    replay: Backtest
    lost: tuple[tuple[Deal, date], ...]


class Rule(NamedTuple):
    """A way to let deals go: whom, and in which order. The higher the score, the better the deal."""

    name: str
    is_let_go: Callable[[Judged], bool]
    score: Callable[[Judged], float]


RULES: Final = (
    Rule(THIS_RULE, lambda one: one.is_let_go, lambda one: one.ranked),
    Rule("silent > 30 days", lambda one: one.seen.silence > 30, lambda one: -one.seen.silence),  # noqa: PLR2004
    Rule("age > 30 days", lambda one: one.seen.age > 30, lambda one: -one.seen.age),  # noqa: PLR2004
    Rule("age > 60 days", lambda one: one.seen.age > 60, lambda one: -one.seen.age),  # noqa: PLR2004
    Rule("age > 90 days", lambda one: one.seen.age > 90, lambda one: -one.seen.age),  # noqa: PLR2004
)


def backtest(deals: Sequence[PastDeal], now: float, fit: Callable[[Sequence[PastDeal], float], WinModel]) -> Backtest:
    """Replay the rule at the first of each month.

    Args:
        deals: the user's deals, with all that is recorded of them.
        now: local days since 1970; what came of the deals is what is known then.
        fit: makes a model of deals, as known at a time.
    """
    cutoffs = monthly_cutoffs(deals, now)
    judged = [one for cutoff in cutoffs for one in judge(deals, cutoff, now, fit(deals, cutoff))]
    lost = {one.deal_id: one.cutoff for one in reversed(judged) if one.is_let_go and one.is_won}
    return Backtest(
        cutoffs=tuple(day_of(cutoff) for cutoff in cutoffs),
        rules=tuple(result(rule, judged) for rule in RULES),
        reliability=tuple(reliability(judged)),
        lost=tuple(sorted(((deal, day_of(cutoff)) for deal, cutoff in lost.items()), key=lambda one: (one[1], one[0]))),
    )


def monthly_cutoffs(deals: Sequence[PastDeal], now: float) -> list[float]:
    """Return the first of each month at which something was decided already, and that decisions followed for a month.

    In records that end, as an old export does, a later month would only tell that nothing is known of it.
    """
    decided = [deal.closed_at for deal in deals if deal.closed_at <= now]
    last, found = min(now, max(decided, default=now) + 1) - FEWEST_FOLLOWED_DAYS, list[float]()
    first = day_of(last).replace(day=1)
    while len(found) < MOST_CUTOFFS and days_since_epoch(first) > min(decided, default=NEVER):
        found.insert(0, days_since_epoch(first))
        first = (first - timedelta(days=1)).replace(day=1)
    return found


def judge(deals: Sequence[PastDeal], cutoff: float, now: float, model: WinModel) -> list[Judged]:
    """Judge the deals that were open at a cut-off by the rule, as it would have judged them then."""
    today = day_of(cutoff)
    seen = [(deal, snapshot(deal, cutoff)) for deal in deals if deal.is_open(cutoff)]
    open_then = [as_open(one, today) for _, one in seen]
    verdicts = rank(open_then, history_at(deals, cutoff), today, model)
    let_go = {verdict.deal.deal_id for verdict in verdicts if verdict.action == "close"}
    within = model.share_within(now - cutoff)
    return [
        Judged(
            cutoff=cutoff,
            deal_id=deal.deal_id,
            seen=one,
            ranked=(drive := model.log_drive(one)),
            chance=model.chance_of(drive, within),
            is_let_go=deal.deal_id in let_go,
            is_won=deal.is_won_by(now),
        )
        for deal, one in seen
    ]


def as_open(seen: Snapshot, today: date) -> OpenDeal:
    """Return a deal as it would have been read on a day. Its value and day of decision are not known of the past."""
    has_day = seen.step in {"agreed", "planned", "overdue"}
    return OpenDeal(
        deal_id=seen.deal_id,
        stage=seen.stage,
        opened_on=today - timedelta(days=seen.age),
        stage_since_on=today - timedelta(days=seen.stage_age),
        last_reached_on=today - timedelta(days=seen.silence) if seen.contacts else None,
        moves=seen.moves,
        minutes=seen.minutes,
        contacts=seen.contacts,
        attempts=seen.attempts,
        follow_up="planned" if has_day else "waiting" if seen.step else "none",
        due_on=today + timedelta(days=-1 if seen.step == "overdue" else 1) if has_day else None,
        agreed=seen.step == "agreed",
        decides_on=None,
        value_minor=None,
        source=seen.source,
        owner=seen.owner,
        recent=seen.recent,
        inbound=seen.inbound,
        replies=seen.replies,
    )


def history_at(deals: Sequence[PastDeal], at: float) -> History:
    """Return the history of closed deals as it was at a time."""
    counts = Counter(
        (deal.stages[-1].stage if deal.stages else "", _longest_silence(deal), deal.is_won)
        for deal in deals
        if deal.closed_at <= at
    )
    return History(ClosedCount(*kind, deals=number) for kind, number in counts.items())


def result(rule: Rule, judged: Sequence[Judged]) -> RuleResult:
    """Return what a rule would have let go among judged deals."""
    won = sum(one.is_won for one in judged)
    flagged = [one for one in judged if rule.is_let_go(one)]
    flagged_won = sum(one.is_won for one in flagged)
    return RuleResult(
        rule=rule.name,
        cutoffs=len({one.cutoff for one in judged}),
        deals=len(judged),
        flagged=len(flagged),
        flagged_share=_share(len(flagged), len(judged)),
        flagged_won=flagged_won,
        unflagged_won=won - flagged_won,
        wins_lost_share=_share(flagged_won, won),
        auc=auc_within([(one.cutoff, rule.score(one), one.is_won) for one in judged]),
        share_at_5_percent_lost=share_at_loss([(rule.score(one), one.is_won) for one in judged], 0.05),
        share_at_1_percent_lost=share_at_loss([(rule.score(one), one.is_won) for one in judged], 0.01),
        this_order_won=lost_at_same_count(judged, Counter(one.cutoff for one in flagged)),
    )


def lost_at_same_count(judged: Iterable[Judged], counts: Mapping[float, int]) -> int:
    """Return how many wins are among the deals that the chances are lowest of, so many at each cut-off."""
    by_cutoff: defaultdict[float, list[tuple[float, int, bool]]] = defaultdict(list)
    for one in judged:
        by_cutoff[one.cutoff].append((one.ranked, one.deal_id, one.is_won))
    lowest = (sorted(deals)[: counts.get(cutoff, 0)] for cutoff, deals in by_cutoff.items())
    return sum(is_won for deals in lowest for _, _, is_won in deals)


def auc_within(scored: Iterable[tuple[float, float, bool]]) -> float | None:
    """Return how often a deal that was won had the higher score of two at the same cut-off; ties count half.

    Args:
        scored: cut-off, score and outcome of each deal, those of a cut-off together.

    Returns:
        The area under the curve over all such pairs, None where there is no pair.
    """
    better, pairs = 0.0, 0
    for _, group in groupby(scored, key=lambda one: one[0]):
        lost_below = lost_total = 0
        outcomes = sorted((score, is_won) for _, score, is_won in group)
        won_total = sum(is_won for _, is_won in outcomes)
        lost_total = len(outcomes) - won_total
        for _, tied in groupby(outcomes, key=lambda one: one[0]):
            results = [is_won for _, is_won in tied]
            won, lost = sum(results), len(results) - sum(results)
            better += won * (lost_below + lost / 2)
            lost_below += lost
        pairs += won_total * lost_total
    return better / pairs if pairs else None


def share_at_loss(scored: Iterable[tuple[float, bool]], most: float) -> float | None:
    """Return the greatest share of deals, the worst first, that holds at most such a share of the wins.

    Deals of one score go together or not at all.
    """
    outcomes = sorted(scored)
    won = sum(is_won for _, is_won in outcomes)
    if not won:
        return None
    gone = gone_won = let_go = 0
    for _, tied in groupby(outcomes, key=lambda one: one[0]):
        results = [is_won for _, is_won in tied]
        gone, gone_won = gone + len(results), gone_won + sum(results)
        if gone_won > most * won:
            break
        let_go = gone
    return let_go / len(outcomes)


def reliability(judged: Sequence[Judged]) -> list[Band]:
    """Return how the chances came true, by bands of chance that any deal was in."""
    bands = []
    for low, high in pairwise(RELIABILITY_BANDS):
        inside = [one for one in judged if low <= one.chance < high or one.chance == high == 1]
        if inside:
            expected, won = (sum(values) / len(inside) for values in zip(*_outcomes(inside), strict=True))
            noise = _NORMAL_95 * _noise(inside, won)
            bands.append(Band(low, high, len(inside), expected, won, max(0.0, won - noise), min(1.0, won + noise)))
    return bands


def _outcomes(judged: Iterable[Judged]) -> Iterator[tuple[float, int]]:
    return ((one.chance, int(one.is_won)) for one in judged)


def _noise(judged: Sequence[Judged], won: float) -> float:
    """Return the standard error of a share: deals of one month go alike, so that each month counts as one draw.

    It is never less than that of as many deals that go each their own way, a win and a loss added.

    Source: the cluster-robust variance of a mean.
    """
    months: defaultdict[float, float] = defaultdict(float)
    for one in judged:
        months[one.cutoff] += one.is_won - won
    deals, drawn = len(judged), (len(judged) * won + 1) / (len(judged) + 2)
    together = sum(off**2 for off in months.values()) / deals**2
    return sqrt(max(together, drawn * (1 - drawn) / deals))


def day_of(at: float) -> date:
    """Return the day of a time."""
    return EPOCH + timedelta(days=int(at // 1))


def days_since_epoch(day: date) -> float:
    """Return the beginning of a day."""
    return float((day - EPOCH).days)


def _longest_silence(deal: PastDeal) -> int:
    times = [touch.at for touch in deal.touches if touch.is_reached and deal.opened_at <= touch.at <= deal.closed_at]
    return max(
        int(later - earlier)
        for earlier, later in pairwise([deal.opened_at, *times, max(deal.opened_at, deal.closed_at)])
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
