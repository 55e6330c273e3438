"""The screen and the JSON of ``pipe review``: how customers were helped comes first, what to do next comes last."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from rich.cells import cell_len

from pipeline_cli.dates import format_day
from pipeline_cli.domain.plan_words import count_text, standing
from pipeline_cli.domain.review import NO_DEAL, VERDICTS, Helped, Promises, Review, VerdictReached
from pipeline_cli.domain.review_suggestions import Suggestion
from pipeline_cli.domain.stages import stage_keys, stage_label
from pipeline_cli.i18n import t, tn
from pipeline_cli.money.writing import format_short
from pipeline_cli.views.as_json import money_json
from pipeline_cli.views.grid import Column, grid
from pipeline_cli.views.labelled import Fact, labelled
from pipeline_cli.views.review_goal import progress_json, progress_line
from pipeline_cli.views.sheet import Line, Page, Part, Sheet, beside, flowed, indented, joined, more, width_of
from pipeline_cli.views.text import Signs, on_a_line

MOST_HELPED: Final = 20
MOST_VERDICTS: Final = 10
"""What a screen shows of each list; JSON has all of it."""

HOW_LINES: Final = 3
HOUR: Final = 60
INDENT: Final = 2
GAP: Final = 2
LEAST_BESIDE: Final = 30
"""Cells that a reason needs to stand beside its command."""

HELPED_COLUMNS: Final = (Column(leaves=1), Column(least=10))
VERDICT_COLUMNS: Final = (Column(is_right=True), Column(least=10), Column(), Column(least=8), Column(leaves=1))


def review_screen(review: Review) -> Sheet:
    """Lay out a look back."""
    return Sheet(lambda page: _lines(review, page))


def review_json(review: Review) -> dict[str, Any]:
    """Return a look back as the README promises it."""
    document = {
        "period": {"from": review.first.isoformat(), "to": review.last.isoformat()},
        "helped": [_helped_json(one) for one in review.helped],
        "customers_helped": review.customers_helped,
        "thanks": review.thanks,
        "promises": review.promises._asdict(),
        "moved": review.moved,
        "verdicts": [_verdict_json(one) for one in review.verdicts],
        "minutes_by_stage": dict(_in_order(review)),
        "new_approaches": review.new_approaches,
        "goal": progress_json(review.progress),
        "suggestions": [one._asdict() for one in review.suggestions],
    }
    if review.quota is None:
        return document
    from pipeline_cli.views.kpi_json import row_json  # only for whoever asks for the quota

    return {**document, "quota": row_json(review.quota.row)}


def _helped_json(one: Helped) -> dict[str, Any]:
    return {
        "customer": one.customer,
        "deal": one.deal,
        "at": one.at.isoformat(),
        "how": one.how,
        "thanked": one.thanked,
    }


def _verdict_json(one: VerdictReached) -> dict[str, Any]:
    return {
        **one._asdict(),
        "at": one.at.isoformat(),
        "until": one.until and one.until.isoformat(),
        "value": money_json(one.value),
    }


def _lines(review: Review, page: Page) -> Iterator[Line]:
    yield from flowed([(_period(review), "heading"), (f"  {_outcome(review)}", "")], page, lines=2)
    yield from flowed(progress_line(review.progress, page.signs, is_day=review.first == review.last), page, lines=2)
    if review.helped:
        yield []
        yield from _helped(review, page)
    else:
        advice = t('To note it: pipe log WHO --helped "what they got out of it"')
        yield from flowed([(advice, "aside")], page, lines=2)
    yield []
    yield from labelled(_facts(review, page), page)
    if review.verdicts:
        yield []
        yield from _verdicts(review, page)
    if review.quota:
        yield []
        yield from flowed([(standing(*review.quota, review.now.date()), "")], page, lines=2)
    if review.suggestions:
        yield []
        yield [(t("What comes next"), "heading")]
        yield from indented(_suggestions(review.suggestions, page.less(INDENT)), INDENT)


def _period(review: Review) -> str:
    today = review.now.date()
    first = format_day(review.first, today)
    if review.first == review.last:
        return first
    return t("{first} to {last}", first=first, last=format_day(review.last, today))


def _outcome(review: Review) -> str:
    """Return what customers had of it, in words."""
    if not review.helped:
        return t("no help noted")
    helped = tn("one customer helped", "{n} customers helped", review.customers_helped)
    if not review.thanks:
        return helped
    return t("{helped}, {thanks}", helped=helped, thanks=tn("one thank you", "{n} thank yous", review.thanks))


def _helped(review: Review, page: Page) -> Iterator[Line]:
    """Yield when and whom, and beside it how, in a few lines at most."""
    shown, inner = review.helped[:MOST_HELPED], page.less(INDENT)
    heads = list(grid([_when_and_whom(one, review) for one in shown], HELPED_COLUMNS, _half(inner)))
    margin = max(map(width_of, heads))
    for head, one in zip(heads, shown, strict=True):
        how = flowed(_how(one, page.signs), inner.less(margin), lines=HOW_LINES)
        yield from indented(beside([head], margin, how), INDENT)
    yield from _more(len(review.helped) - len(shown), page)


def _half(page: Page) -> Page:
    return page if page.is_unlimited else page._replace(width=page.width // 2)


def _when_and_whom(one: Helped, review: Review) -> list[Part]:
    is_day = review.first == review.last
    at = f"{one.at:%H:%M}" if is_day else format_day(one.at.date(), review.now.date())
    return [(at, "aside"), (on_a_line(one.customer), "customer")]


def _how(one: Helped, signs: Signs) -> list[Part]:
    if not one.how:
        return [(t("said thank you"), "good")]
    return joined([(t("thanked") if one.thanked else "", "good"), (on_a_line(one.how), "")], signs)


def _facts(review: Review, page: Page) -> list[Fact]:
    moved = count_text(review.moved) if review.moved else ""
    verdicts = joined(_verdict_counts(review.verdict_counts), page.signs)
    return [
        (t("promises kept"), joined(_promises(review.promises), page.signs), 2),
        (t("next steps moved"), [(moved, "")], 1),
        (t("verdicts"), verdicts or [(t("none reached"), "")], 2),
        (t("time noted"), joined(list(_times(review)), page.signs), 3),
        (t("new approaches"), [(count_text(review.new_approaches), "")], 1),
    ]


def _promises(promises: Promises) -> list[Part]:
    if not promises.due:
        return [(t("none was due"), "")]
    kept = t("{kept:,} of {due:,} on time", kept=promises.kept, due=promises.due)
    to_come = promises.open - promises.overdue
    return [
        (kept, ""),
        (t("{n:,} still open", n=to_come) if to_come else "", "due"),
        (t("{n:,} overdue", n=promises.overdue) if promises.overdue else "", "overdue"),
    ]


def _verdict_counts(counts: Mapping[str, int]) -> list[Part]:
    won, lost, parked = (counts.get(name, 0) for name in VERDICTS)
    return [
        (t("{n:,} won", n=won) if won else "", "good"),
        (t("{n:,} lost", n=lost) if lost else "", ""),
        (t("{n:,} parked", n=parked) if parked else "", ""),
    ]


def _times(review: Review) -> Iterator[Part]:
    for stage, minutes in _in_order(review):
        label = t("no deal") if stage == NO_DEAL else on_a_line(stage_label(stage))
        yield t("{stage} {time}", stage=label, time=_time(minutes)), ""


def _in_order(review: Review) -> Iterable[tuple[str, int]]:
    """Return the minutes by stage, as deals go through them; what is no stage any more comes last."""
    order = {stage: place for place, stage in enumerate(stage_keys())}
    return sorted(review.minutes_by_stage.items(), key=lambda one: (order.get(one[0], len(order)), one[0]))


def _time(minutes: int) -> str:
    hours, rest = divmod(minutes, HOUR)
    if not hours:
        return t("{n} min", n=rest)
    return t("{hours:,} h {minutes} min", hours=hours, minutes=rest) if rest else t("{hours:,} h", hours=hours)


def _verdicts(review: Review, page: Page) -> Iterator[Line]:
    rows = [_verdict_row(one, review) for one in review.verdicts]
    yield from indented(grid(rows, VERDICT_COLUMNS, page.less(INDENT)), INDENT)
    yield from _more(sum(review.verdict_counts.values()) - len(review.verdicts), page)


def _verdict_row(one: VerdictReached, review: Review) -> list[Part]:
    until = t("until {day}", day=format_day(one.until, review.now.date())) if one.until else ""
    return [
        (f"#{one.deal}", "number"),
        (on_a_line(one.customer), "customer"),
        (t(one.verdict), "good" if one.verdict == "won" else ""),
        (on_a_line(one.reason) or until or on_a_line(one.title), "aside"),
        (format_short(one.value) if one.value else "", ""),
    ]


def _more(n: int, page: Page) -> Iterator[Line]:
    """Say how many are not shown, and how to see them."""
    if n > 0:
        yield from indented(more(t("and {n:,} more: --json has them all", n=n), page.less(INDENT)), INDENT)


def _suggestions(suggestions: Sequence[Suggestion], page: Page) -> Iterator[Line]:
    """Yield commands with the reason for each beside it, or below it where there is no room."""
    margin = max(cell_len(on_a_line(one.command)) for one in suggestions) + GAP
    for one in suggestions:
        command, why = [(on_a_line(one.command), "number")], [(on_a_line(one.why), "")]
        if page.width - margin >= LEAST_BESIDE:
            yield from beside([command], margin, flowed(why, page.less(margin), lines=3))
        else:
            yield from flowed(command, page, lines=3)
            yield from indented(flowed(why, page.less(INDENT), lines=3), INDENT)
