"""Read tokens as the pieces of a date, from left to right.

Of the patterns that fit, the longest is taken, of equally long ones the first. Words such as "of" and の may stand
between the kinds of a pattern, and others such as "on" and まで around it; nothing else is passed over.
"""

from collections.abc import Iterable, Iterator, Sequence

from pipeline_cli.dates.patterns import Pattern, patterns
from pipeline_cli.dates.slots import Clock, Refused, Slots
from pipeline_cli.dates.tokens import Token

_BETWEEN = frozenset({"of", "lead", "mark", "particle"})
_LEADING = frozenset({"at", "in", "of", "lead", "until", "since", "open"})
_FOLLOWING = frozenset({"particle", "until_particle", "since_particle", "close", "exact"})
_ONLY_BACK = frozenset({"since", "since_particle"})
_NEVER_BACK = frozenset({"until", "until_particle"})
_SINCE = frozenset({"since", "from"})
_DAYS = frozenset({"day", "weekday", "day_of_month"})
_TIGHT = frozenset({"direction", "時", "分", "日", "年", "月", "年度", "日目"})
"""Kinds that nothing may stand before: 20日前 is twenty days ago, 20日の前 is before the 20th."""
_ASKS_FOR_MORE = frozenset({"before_after", "from"})
"""Kinds that a text can't end with: "2 days before" asks for a day."""
_HOURS = 24
_NO_PIECES = {"no_date": "no-date", "recurring": "recurring", "number": "bare-number"}
"""Kinds that begin no pattern, and what is wrong with them."""


def read(tokens: Sequence[Token], text: str, looking: str) -> Slots:
    """Fill slots from tokens, all of them.

    Raises:
        Refused: a token is left over, or says something for the second time.
    """
    slots = Slots()
    at = 0
    while at < len(tokens):
        match = _longest(tokens, at)
        if match is None:
            if piece := _lone_number(tokens, at, slots, looking):
                _add(slots, piece, text[tokens[at].start : tokens[at].end])
            else:
                _check_connector(tokens, at, text, looking)
            at += 1
            continue
        end, piece = match
        _check_way(tokens[at:end], text, looking)
        _add(slots, piece, text[tokens[at].start : tokens[end - 1].end])
        at = end
    if sum(("open" in token.kinds) - ("close" in token.kinds) for token in tokens):
        raise Refused("not-understood", text)
    return slots


def _check_way(tokens: Sequence[Token], text: str, looking: str) -> None:
    """Check that no token of a pattern says another way of looking than the date is used for.

    Raises:
        Refused: one does.
    """
    for token in tokens:
        if looking == "back" and not _NEVER_BACK.isdisjoint(token.kinds):
            raise Refused("wrong-way", text[token.start : token.end])


def _lone_number(tokens: Sequence[Token], at: int, slots: Slots, looking: str) -> Slots | None:
    """Return what a number means that stands by itself: an hour behind a day, or a year; None if that is open."""
    kinds = tokens[at].kinds
    year, hour = kinds.get("full_year"), kinds.get("small")
    if isinstance(year, int) and _is_year_alone(tokens, at, looking):
        return Slots(year=year)
    is_behind_day = not slots.keys().isdisjoint(_DAYS) and slots.keys().isdisjoint({"delta", "now", "clock"})
    if isinstance(hour, int) and is_behind_day and 1 <= hour < _HOURS and not _may_stand_between(tokens[at - 1]):
        return Slots(clock=Clock(hour, is_bare=True), bare_hour=True)
    return None


def _is_year_alone(tokens: Sequence[Token], at: int, looking: str) -> bool:
    """Tell whether a year is all there is of a deadline, or of what is looked back on."""
    before = {kind for token in tokens[:at] for kind in token.kinds}
    if at != len(tokens) - 1:
        return False
    return before <= {"until"} if looking == "end" else looking == "back" and bool(before) and before <= _SINCE


def _add(slots: Slots, piece: Slots, said: str) -> None:
    if slots.keys() & piece.keys():
        raise Refused("said-twice", said)
    slots.update(piece)


def _longest(tokens: Sequence[Token], at: int) -> tuple[int, Slots] | None:
    """Return where the longest pattern that fits here ends, and what it says."""
    fitting = [
        (*match, pattern)
        for pattern in _beginning_with(tokens[at].kinds)
        if (match := _match(pattern.kinds, tokens, at))
        and (match[0] < len(tokens) or pattern.kinds[-1] not in _ASKS_FOR_MORE)
    ]
    if not fitting:
        return None
    end, values, pattern = max(fitting, key=lambda fit: (fit[0], -fit[2].rank))
    return end, pattern.fill(*values)


def _beginning_with(kinds: Iterable[str]) -> Iterator[Pattern]:
    for kind in kinds:
        yield from patterns().get(kind, ())


def _match(kinds: Sequence[str], tokens: Sequence[Token], at: int) -> tuple[int, list[object]] | None:
    """Return where a pattern ends that begins here, and the values of its kinds."""
    values = []
    for said in kinds:
        kind = said.removeprefix("+")
        is_tight = said != kind or kind in _TIGHT
        while not is_tight and at < len(tokens) and kind not in tokens[at].kinds and _may_stand_between(tokens[at]):
            at += 1
        if at == len(tokens) or kind not in tokens[at].kinds:
            return None
        value = tokens[at].kinds[kind]
        values += [] if value is None else [value]
        at += 1
    return at, values


def _may_stand_between(token: Token) -> bool:
    return not _BETWEEN.isdisjoint(token.kinds)


def _check_connector(tokens: Sequence[Token], at: int, text: str, looking: str) -> None:
    """Check that a token that begins no piece holds pieces together, and does so here.

    Raises:
        Refused: it is another word, holds nothing, or says another way of looking than the date is used for.
    """
    kinds, said = tokens[at].kinds.keys(), text[tokens[at].start : tokens[at].end]
    for kind, code in _NO_PIECES.items():
        if kind in kinds:
            raise Refused(code, said)
    if kinds & (_NEVER_BACK if looking == "back" else _ONLY_BACK):
        raise Refused("wrong-way", said)
    if not _holds_together(tokens, at, looking):
        raise Refused("not-understood", text[tokens[at].start :])


def _holds_together(tokens: Sequence[Token], at: int, looking: str) -> bool:
    """Tell whether a connector stands where it should: "on" before something, まで after it, a comma between."""
    kinds, is_first, following = tokens[at].kinds.keys(), at == 0, tokens[at + 1 : at + 2]
    if kinds & _LEADING or ("from" in kinds and (looking == "back" or (looking == "ahead" and is_first))):
        return bool(following) and _FOLLOWING.isdisjoint(following[0].kinds)
    if "mark" in kinds:
        return not is_first and bool(following)
    return bool(kinds & _FOLLOWING) and not is_first
