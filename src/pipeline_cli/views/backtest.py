"""The screen and the JSON of ``pipe prune --backtest``: what each rule would have let go, and lost."""

from collections.abc import Iterator
from typing import Any, Final

from pipeline_cli.domain.win_model_backtest import ReplayedPruning, RuleResult
from pipeline_cli.i18n import t, tn
from pipeline_cli.views.grid import Column, grid, titled
from pipeline_cli.views.sheet import NAME_LINES, Line, Page, Part, Sheet, flowed, more
from pipeline_cli.views.text import on_a_line

COLUMNS: Final = (Column(least=12), *(Column(is_right=True) for _ in range(5)))
LOST_SHOWN: Final = 10
DIGITS: Final = 4


def backtest_screen(replayed: ReplayedPruning) -> Sheet:
    """Lay out a replay: one plain sentence, a small table, and the wins that would have been lost."""
    return Sheet(lambda page: _lines(replayed, page))


def backtest_json(replayed: ReplayedPruning) -> dict[str, Any]:
    """Return a replay as the README promises it."""
    replay = replayed.replay
    ours = _figures(replay.rules[0])
    del ours["rule"]
    return {
        **ours,
        "cutoff_days": [day.isoformat() for day in replay.cutoffs],
        "by_rule": [_figures(rule) for rule in replay.rules],
        "reliability": [
            {name: round(value, DIGITS) for name, value in band._asdict().items()} for band in replay.reliability
        ],
        "lost_wins": [
            {"deal": deal.id, "customer": deal.customer_name, "title": deal.title, "let_go_on": day.isoformat()}
            for deal, day in replayed.lost
        ],
    }


def _figures(rule: RuleResult) -> dict[str, Any]:
    values = rule._asdict().items()
    return {name: round(value, DIGITS) if isinstance(value, float) else value for name, value in values}


def _lines(replayed: ReplayedPruning, page: Page) -> Iterator[Line]:
    ours = replayed.replay.rules[0]
    if not ours.deals:
        text = t("Too little history to look back on: no month has passed since your first closed deal.")
        yield from flowed([(text, "")], page, lines=3)
        return
    yield from flowed([(_sentence(ours), "heading")], page, lines=4)
    yield []
    titles = (t("rule"), t("let go"), t("of open"), t("won later"), t("wins lost"), t("order"))
    yield from grid(titled(titles, [_row(rule) for rule in replayed.replay.rules]), COLUMNS, page)
    if replayed.lost:
        yield []
        yield from _lost(replayed, page)


def _sentence(ours: RuleResult) -> str:
    months = tn("the first of one month", "the first of {n} months", ours.cutoffs)
    return t(
        "Tried on {months}: this would have let go {share} of your open deals, and {lost} of the wins that came later.",
        months=months,
        share=_percent(ours.flagged_share),
        lost=_percent(ours.wins_lost_share),
    )


def _row(rule: RuleResult) -> list[Part]:
    return [
        (rule_words(rule.rule), ""),
        (f"{rule.flagged:,}", "number"),
        (_percent(rule.flagged_share), ""),
        (f"{rule.flagged_won:,}", ""),
        (_percent(rule.wins_lost_share), ""),
        ("" if rule.auc is None else f"{rule.auc:.2f}", "aside"),
    ]


def rule_words(rule: str) -> str:
    """Return the name of a rule, in words."""
    return {
        "this rule": t("this rule"),
        "silent > 30 days": t("silent > 30 days"),
        "age > 30 days": t("age > 30 days"),
        "age > 60 days": t("age > 60 days"),
        "age > 90 days": t("age > 90 days"),
    }[rule]


def _lost(replayed: ReplayedPruning, page: Page) -> Iterator[Line]:
    yield [(t("Won after all, though it would have let them go:"), "aside")]
    for deal, day in replayed.lost[:LOST_SHOWN]:
        name = f"#{deal.id} {on_a_line(deal.customer_name)}"
        title = on_a_line(deal.title)
        yield from flowed(
            [(name, "customer"), (f"  {title}" if title else "", ""), (f"  {day}", "aside")], page, lines=NAME_LINES
        )
    left = len(replayed.lost) - LOST_SHOWN
    if left > 0:
        yield from more(t("and {n} more", n=left), page)


def _percent(share: float | None) -> str:
    if share is None:
        return ""
    return t("{p} %", p=f"{100 * share:.0f}" if share >= _TENTH or not share else f"{100 * share:.1f}")


_TENTH: Final = 0.1
