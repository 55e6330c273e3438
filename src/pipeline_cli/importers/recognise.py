"""Recognise a file: what table its rows belong to, what its columns are, and what its words mean."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline_cli.domain.plain_rows import TABLES
from pipeline_cli.errors import UsageError
from pipeline_cli.i18n import t
from pipeline_cli.importers.cells import is_known_word, words_of
from pipeline_cli.importers.columns_guess import Targets, guessed_targets
from pipeline_cli.importers.layout import Layout
from pipeline_cli.importers.maps import DROPPED, ColumnMap, Rule, WordMap, column_map, columns_of, word_map
from pipeline_cli.importers.own_format import REQUIRED, has_reasons, own_table, own_targets
from pipeline_cli.importers.sheet import Sheet
from pipeline_cli.importers.subject import Subject, settled_subject, subject_of
from pipeline_cli.importers.words_guess import UnknownWords, meanings, said_meanings, settled_targets

_FILE_HINTS = {
    "customers": ("customer", "contact", "account", "compan", "client", "kokyaku", "顧客", "取引先", "名簿"),
    "deals": ("deal", "opportunit", "pipeline", "商談", "案件"),
    "activities": ("activit", "call", "meeting", "engagement", "visit", "活動", "日報", "通話", "訪問"),
}
_KIND_HINTS = {
    "call": ("call", "phone", "通話", "電話", "架電"),
    "meeting": ("meeting", "面談", "打合せ", "打ち合わせ"),
    "visit": ("visit", "訪問"),
    "email": ("email", "メール"),
}
_OF_SOMEBODY = ("customers", "deals")
"""Lists of customers and of deals look much alike: which of them it is has to be clear."""

_WORTH_OF_HINT = 2
_WORTH_OF_RULE = 4
_LISTED = 20


class UnclearFileError(UsageError):
    """It can't be told what a file, or something in it, is; whoever sits at a terminal can say.

    Attributes:
        sheet: the file.
        table: what its rows are; "" where that is what is not clear.
        targets: what its columns are, as far as that is known.
        unknown: words of its columns that are not known.
    """

    sheet: Sheet
    table: str = ""
    targets: Targets = ()
    unknown: tuple[UnknownWords, ...] = ()


class _Candidate(NamedTuple):
    """A table that a file may belong to, and how its columns would be read."""

    table: str
    targets: Targets
    rules: tuple[Rule, ...]
    constants: dict[str, str]
    worth: int

    @property
    def missing(self) -> tuple[frozenset[str], ...]:
        """The columns that are still needed, one of each set."""
        there = {target for found in self.targets for target in found} | set(self.constants)
        return tuple(needed for needed in REQUIRED[self.table] if not needed & there)


def recognise(sheet: Sheet, rules: Sequence[Rule], asked: str | None = None) -> Layout | None:
    """Return how a file is read; None where it can't be told what it holds.

    Args:
        sheet: the file.
        rules: what the user says with ``--map``; what is said of other files does no harm.
        asked: the table that the user says it is.

    Raises:
        UsageError: it can be told, but something is missing that only the user knows.
    """
    own = own_table(sheet)
    if own and asked in (None, own):
        return _layout(sheet, _candidate(sheet, own, rules, own_targets(sheet, own)), is_own=True)
    candidates = [_candidate(sheet, table, rules) for table in ((asked,) if asked else TABLES)]
    chosen = candidates[0] if asked else _chosen(sheet, candidates)
    if chosen is None:
        return None
    if chosen.missing:
        raise _incomplete(sheet, chosen)
    return _layout(sheet, chosen, is_own=False)


def _chosen(sheet: Sheet, candidates: Sequence[_Candidate]) -> _Candidate | None:
    """Return the candidate that most speaks for; None where none is, or where deals and customers both may be."""
    subject = _subject(sheet, candidates)
    likely = {one.table: one for one in candidates if not one.missing and _is_likely(sheet, one, subject)}
    best = max(likely.values(), key=lambda one: one.worth, default=None)
    if best is None or best.table not in _OF_SOMEBODY:
        return best
    said = {table: len(likely[table].rules) for table in _OF_SOMEBODY if table in likely}
    if len(set(said.values())) > 1:
        return likely[max(said, key=lambda table: said[table])]
    named = [table for table in _OF_SOMEBODY if _is_hinted(sheet, table)]
    return likely.get(settled_subject(subject, named) or "")


def _subject(sheet: Sheet, candidates: Sequence[_Candidate]) -> Subject:
    return subject_of(sheet.header, {one.table: one.targets for one in candidates})


def unrecognised(sheet: Sheet, rules: Sequence[Rule]) -> UnclearFileError:
    """Return the error for a file of which it can't be told what it holds: what was seen, and how to say it."""
    subject = _subject(sheet, [_candidate(sheet, table, rules) for table in _OF_SOMEBODY])
    deals = tuple(dict.fromkeys((*subject.of_deals, *subject.figures)))
    customers = subject.of_customers or subject.naming
    error = UnclearFileError(
        t("{path}: it can't be told what it holds.", path=sheet.name),
        why=t("Its columns: {columns}", columns=", ".join(sheet.header)),
        hint=t(
            "Say what it is: --as deals, --as customers or --as activities; and its columns: --map Account=customer"
        ),
        candidates=(
            *((t("as in a list of deals: {columns}", columns=", ".join(deals)),) if deals else ()),
            *((t("as in a list of customers: {columns}", columns=", ".join(customers)),) if customers else ()),
        ),
    )
    error.sheet = sheet
    return error


def _candidate(sheet: Sheet, table: str, rules: Sequence[Rule], targets: Targets | None = None) -> _Candidate:
    known = (*columns_of(table), DROPPED)
    columns = [one for rule in rules if (one := column_map(rule, sheet)) and one.target in known]
    words = _word_maps(sheet, table, rules)
    taken = tuple(dict.fromkeys([*(one.rule for one in columns), *(one.rule for one in words)]))
    mapped = _with_rules(targets or guessed_targets(sheet, table), columns)
    if has_reasons(sheet):
        mapped = (*mapped[:-1], (DROPPED,))
    settled = settled_targets(sheet, table, mapped, _not_said(columns, len(mapped)))
    constants = _hinted(sheet, table) | _constants(sheet, settled, words)
    worth = len({found for listed in settled for found in listed}) + _WORTH_OF_RULE * len(taken)
    return _Candidate(table, settled, taken, constants, worth + _WORTH_OF_HINT * _is_hinted(sheet, table))


def _word_maps(sheet: Sheet, table: str, rules: Sequence[Rule]) -> list[WordMap]:
    return [found for rule in rules if (found := word_map(rule, sheet, table))]


def _with_rules(targets: Targets, rules: Sequence[ColumnMap]) -> Targets:
    """Put what the user says in the place of what was guessed; one column may be mapped to two of ours."""
    said = {rule.target for rule in rules}
    mapped = [() if said & set(found) else found for found in targets]
    for position in {rule.position for rule in rules}:
        mapped[position] = tuple(rule.target for rule in rules if rule.position == position)
    return tuple(mapped)


def _not_said(rules: Sequence[ColumnMap], width: int) -> list[int]:
    return sorted(set(range(width)) - {rule.position for rule in rules})


def _constants(sheet: Sheet, targets: Targets, rules: Sequence[WordMap]) -> dict[str, str]:
    found: dict[str, str] = {}
    for rule in rules:
        if not rule.word:
            meant = [listed for header, listed in zip(sheet.header, targets, strict=True) if header == rule.column]
            found.update(dict.fromkeys(meant[0] if meant else (rule.column,), rule.meaning))
    return found


def _hinted(sheet: Sheet, table: str) -> dict[str, str]:
    """Return what kind of activities a file holds, as its name says."""
    name = sheet.stem.casefold()
    kinds = [kind for kind, hints in _KIND_HINTS.items() if any(hint in name for hint in hints)]
    return {"kind": kinds[0]} if table == "activities" and kinds else {}


def _is_hinted(sheet: Sheet, table: str) -> bool:
    name = sheet.stem.casefold()
    return any(hint in name for hint in _FILE_HINTS.get(table, ()))


def _is_likely(sheet: Sheet, candidate: _Candidate, subject: Subject) -> bool:
    """Tell whether enough speaks for a table: any list has names, and nothing may say whose."""
    is_said = bool(candidate.rules)
    if candidate.table == "deals":
        return subject.may_be_deals or (is_said and subject.is_opened)
    if candidate.table == "customers":
        return candidate.worth > 1 and (subject.may_be_customers or is_said or _is_hinted(sheet, "customers"))
    return candidate.worth > 1


def _layout(sheet: Sheet, chosen: _Candidate, *, is_own: bool) -> Layout:
    rules = _word_maps(sheet, chosen.table, chosen.rules)
    taken = frozenset(rule.typed for rule in chosen.rules)
    _check_meanings(sheet, chosen, rules)
    if is_own:  # a word that is none of ours is a mistake in its row there, and never translated
        words = said_meanings(sheet, chosen.targets, rules)
        return Layout(chosen.table, is_own, chosen.targets, words, chosen.constants, taken)
    meant = meanings(sheet, chosen.targets, rules)
    if meant.unknown:
        raise _not_understood(sheet, chosen.table, meant.unknown)
    return Layout(chosen.table, is_own, chosen.targets, meant.words, chosen.constants, taken)


def _check_meanings(sheet: Sheet, chosen: _Candidate, rules: Sequence[WordMap]) -> None:
    """Refuse a ``--map`` that gives a word a meaning that its column does not have."""
    for rule in rules:
        found = [listed for header, listed in zip(sheet.header, chosen.targets, strict=True) if header == rule.column]
        target = (found[0] if found else (rule.column,))[:1]
        if rule.meaning and target and words_of(target[0]) and not is_known_word(target[0], rule.meaning):
            raise UsageError(
                t(
                    "--map {text}: {target} is never {meaning}.",
                    text=rule.rule.typed,
                    target=target[0],
                    meaning=rule.meaning,
                ),
                hint=t("Choose one of: {known}", known=", ".join(words_of(target[0]))),
            )


def _incomplete(sheet: Sheet, chosen: _Candidate) -> UnclearFileError:
    needed = "; ".join(t(" or ").join(sorted(one)) for one in chosen.missing)
    example = min(chosen.missing[0])
    error = UnclearFileError(
        t("{path}: nothing in it is {needed}.", path=sheet.name, needed=needed),
        why=t("Its columns: {columns}", columns=", ".join(sheet.header)),
        hint=t(
            'Name the column: --map "{header}={column}", or one value for all rows: --map "{column}:=…"',
            header=sheet.header[0],
            column=example,
        ),
    )
    error.sheet, error.table, error.targets = sheet, chosen.table, chosen.targets
    return error


def _not_understood(sheet: Sheet, table: str, unknown: tuple[UnknownWords, ...]) -> UnclearFileError:
    first = unknown[0]
    error = UnclearFileError(
        t(
            "{path}: some words in column {column} are not known.",
            path=sheet.name,
            column=" + ".join(one.header for one in unknown),
        ),
        why=t("Known for {target}: {words}", target=first.target, words=", ".join(words_of(first.target))),
        hint=t(
            'Say what each means, such as: --map "{column}:{word}={ours}"; or leave the column out: --map "{column}="',
            column=first.header,
            word=first.words[0],
            ours=words_of(first.target)[0],
        ),
        candidates=tuple(f"{one.header}: {word}" for one in unknown for word in one.words[:_LISTED]),
    )
    error.sheet, error.table, error.unknown = sheet, table, unknown
    return error
