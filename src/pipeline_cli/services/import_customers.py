"""Take in customers: those of a file, and those whom deals and activities name."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from pipeline_cli.domain.names import name_key, reading_key
from pipeline_cli.domain.plain_rows import CustomerEntry
from pipeline_cli.i18n import t
from pipeline_cli.services.forgotten import forgotten_reason
from pipeline_cli.services.intake import Intake, Values, check_first, drained, given, given_custom
from pipeline_cli.services.known_rows import cleared, cleared_custom, known_ids, new_ref
from pipeline_cli.store.read.imported import customers_called, rows_by_id


class Mention(NamedTuple):
    """How a row of another table names a customer."""

    ref: str | None
    name: str | None


class Customers:
    """Everybody whom an import means: by ref, and by name."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._by_ref: dict[str, int] = {}
        self._by_key: dict[str, dict[int, str | None]] = defaultdict(dict)
        self._taken: set[int] = set()
        self.added: set[int] = set()
        """Whom this import added."""

    def look_up(self, refs: Iterable[str], names: Iterable[str]) -> None:
        """Find out whom of them the store knows."""
        connection, store = self._intake.target.reader, self._intake.store_id
        self._by_ref.update(known_ids(connection, store, "customers", refs))
        for key, id_, ref in customers_called(connection, {name_key(name) for name in names}):
            self._by_key[key][id_] = ref

    def known(self, ref: str | None, name: str | None) -> int | None:
        """Return the customer that a row of customers.csv means.

        A row without a ref means whoever is called so, a second one the second of that name. A row with a ref that is
        not known means the only one of that name who has no ref yet.
        """
        if ref in self._by_ref:
            return self._by_ref[ref]
        namesakes = self._by_key.get(name_key(name or ""), {})
        free = [id_ for id_, known_ref in namesakes.items() if id_ not in self._taken and not (ref and known_ref)]
        return free[0] if free and (ref is None or len(free) == 1) else None

    def note(self, id_: int, ref: str | None, name: str | None) -> None:
        """Keep in mind that a customer was met in this import."""
        self._taken.add(id_)
        if ref:
            self._by_ref[ref] = id_
        if name:
            self._by_key[name_key(name)][id_] = ref

    def is_known(self, mention: Mention) -> bool:
        """Tell whether somebody need not be added."""
        if mention.ref:
            return mention.ref in self._by_ref
        return not mention.name or bool(self._by_key.get(name_key(mention.name)))

    def meant(self, ref: str | None, name: str | None) -> int | None:
        """Return the customer that a deal or an activity names; None where it names nobody.

        Raises:
            ValueError: nobody, or several, are called so; the message says so to the user.
        """
        if ref:
            if ref not in self._by_ref:
                why = forgotten_reason(self._intake, Mention(ref, name))
                raise ValueError(why or t('no customer has the ref "{ref}", and the row names none', ref=ref))
            return self._by_ref[ref]
        if not name:
            return None
        namesakes = self._by_key.get(name_key(name), {})
        why = "" if namesakes else forgotten_reason(self._intake, Mention(None, name))
        if why:
            raise ValueError(why)
        if len(namesakes) != 1:
            raise ValueError(
                t('{n} customers are called "{name}": say whom by customer_ref', n=len(namesakes), name=name)
            )
        return next(iter(namesakes))


def take_customers(intake: Intake, entries: list[CustomerEntry], mentions: Sequence[Mention]) -> Customers:
    """Add and change customers.

    Args:
        intake: the import.
        entries: the rows of customers.csv; empty in the end.
        mentions: how deals and activities name customers, each way once; who is new is added.

    Returns:
        all of them, to be found by ref and name.
    """
    customers = Customers(intake)
    customers.look_up(
        [*(entry.ref for entry in entries if entry.ref), *(one.ref for one in mentions if one.ref)],
        [*(name for entry in entries if (name := _called(entry))), *(one.name for one in mentions if one.name)],
    )
    seen: set[Any] = set()
    for chunk in drained(entries):
        _take_chunk(intake, customers, [entry for entry in chunk if _is_first(intake, entry, seen)])
    _add_mentioned(intake, customers, mentions)
    return customers


def _is_first(intake: Intake, entry: CustomerEntry, seen: set[Any]) -> bool:
    """Tell whether a customer is not in the import already; a ref twice is a mistake, the same row twice is none."""
    custom = tuple((entry.custom or {}).items())
    row = (*entry[1:-1], custom)
    if row in seen:
        intake.count("customers", "same")
        return False
    seen.add(row)
    try:
        check_first(entry.ref, seen)
    except ValueError as error:
        intake.reject(entry.origin, str(error))
        return False
    return True


def _take_chunk(intake: Intake, customers: Customers, entries: Sequence[CustomerEntry]) -> None:
    known: list[tuple[int, CustomerEntry]] = []
    new: list[CustomerEntry] = []
    for entry in entries:
        id_ = customers.known(entry.ref, _called(entry))
        if id_ is not None:
            customers.note(id_, entry.ref, entry.name)
            known.append((id_, entry))
        elif why := forgotten_reason(intake, entry._replace(name=_called(entry))):
            intake.reject(entry.origin, why)
        elif name := _called(entry):
            new.append(entry._replace(name=name))
        else:
            intake.reject(entry.origin, t("{column} is empty", column="name"))
    stored = rows_by_id(intake.target.reader, "customers", (id_ for id_, _ in known))
    for id_, entry in known:
        intake.put("customers", id_, stored[id_], _changes(intake, stored[id_], entry))
    ids = intake.add("customers", [_new(intake, entry, ref=entry.ref, name=entry.name or "") for entry in new])
    for id_, entry in zip(ids, new, strict=True):
        customers.note(id_, entry.ref, entry.name)


def _called(entry: CustomerEntry) -> str | None:
    """Return what a customer is called whom nothing but a row tells of: the company's name stands in for one."""
    return entry.name or entry.company


def _add_mentioned(intake: Intake, customers: Customers, mentions: Sequence[Mention]) -> None:
    """Add whoever is only named by a deal or an activity; first those with a ref, whom a bare name may mean too."""
    by_ref: dict[str, Mention] = {}
    for mention in mentions:
        if mention.ref and mention.name and not customers.is_known(mention):
            by_ref.setdefault(mention.ref, mention)
    adopted = [(id_, one) for one in by_ref.values() if (id_ := _adopted(customers, one)) is not None]
    stored = rows_by_id(intake.target.reader, "customers", (id_ for id_, _ in adopted))
    for id_, mention in adopted:
        intake.put("customers", id_, stored[id_], {"ref": mention.ref})
    _add_all(intake, customers, [one for one in by_ref.values() if not customers.is_known(one)])
    by_key: dict[str, Mention] = {}
    for mention in mentions:
        if mention.name and not mention.ref and not customers.is_known(mention):
            by_key.setdefault(name_key(mention.name), mention)
    _add_all(intake, customers, list(by_key.values()))


def _adopted(customers: Customers, mention: Mention) -> int | None:
    """Return the only customer of a name who has no ref yet, kept in mind under the ref of a mention."""
    id_ = customers.known(*mention)
    if id_ is not None:
        customers.note(id_, *mention)
    return id_


def _add_all(intake: Intake, customers: Customers, mentions: Sequence[Mention]) -> None:
    wanted = [one for one in mentions if not forgotten_reason(intake, one)]
    rows = [_new(intake, ref=one.ref, name=one.name or "") for one in wanted]
    for id_, mention in zip(intake.add("customers", rows), wanted, strict=True):
        customers.note(id_, *mention)
        customers.added.add(id_)


def _new(intake: Intake, entry: CustomerEntry | None = None, *, ref: str | None, name: str) -> Values:
    told = _told(entry, None) if entry else _keys(name, None)
    return {"created_at": intake.now, **told, **given(ref=ref, name=name)}


def _changes(intake: Intake, stored: Values, entry: CustomerEntry) -> dict[str, Any]:
    return {
        **new_ref(intake, "customers", stored, entry.ref),
        **cleared(intake, "customers", stored, entry),
        **_told(entry, stored),
        **cleared_custom(intake, "customers", stored, entry),
    }


def _told(entry: CustomerEntry, stored: Values | None) -> dict[str, Any]:
    return {
        **given(
            name=entry.name,
            reading=entry.reading,
            company=entry.company,
            phones=entry.phones,
            emails=entry.emails,
            tags=entry.tags,
            memo=entry.memo,
            created_at=entry.created_at,
        ),
        **_keys(_unless_known(stored, "name", entry.name), _unless_known(stored, "reading", entry.reading)),
        **given_custom(entry.custom),
    }


def _keys(name: str | None, reading: str | None) -> dict[str, Any]:
    return given(name_key=name and name_key(name), reading_key=reading and reading_key(reading))


def _unless_known(stored: Values | None, column: str, text: str | None) -> str | None:
    """Return a text that the store does not have in a column; what follows from one it has is left as it is."""
    return None if stored and stored[column] == text else text
