"""Keep true what follows from the records: the facts of each deal, and the index that ``pipe find`` asks."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from pipeline_cli.domain.deal import furthest
from pipeline_cli.domain.facts import Contact, DealFacts, deal_facts, follow_up
from pipeline_cli.domain.names import fold, romaji_keys
from pipeline_cli.store.read import query
from pipeline_cli.store.read.days import stored

SEARCH_KINDS = {"customers": 1, "deals": 2, "activities": 3}
"""What is found, by the last two bits of its rowid in the search index."""


def refresh_facts(connection: sqlite3.Connection, deals: Iterable[int]) -> None:
    """Work out the facts of some deals again."""
    rows = (row for row in (facts_row(connection, deal) for deal in deals) if row)
    connection.executemany(query("put_deal_facts"), rows)


def refresh_search(connection: sqlite3.Connection, touched: Mapping[str, Sequence[int]]) -> None:
    """Index again what was made or changed, and leave out what was removed: ids by the name of their table."""
    for table, kind in SEARCH_KINDS.items():
        ids = touched.get(table, ())
        connection.executemany("DELETE FROM search WHERE rowid = ?", ((id_ * 4 + kind,) for id_ in ids))
        rows = (row for id_ in ids for row in connection.execute(query(f"searched_{table}"), (id_,)))
        connection.executemany(
            "INSERT INTO search (rowid, text) VALUES (?, ?)",
            ((id_ * 4 + kind, searchable(texts)) for id_, *texts in rows),
        )


def refresh_romaji(connection: sqlite3.Connection, customers: Iterable[int]) -> None:
    """Work out again how the readings of some customers are written in Latin letters."""
    for customer in customers:
        connection.execute("DELETE FROM romaji WHERE customer_id = ?", (customer,))
        found = connection.execute("SELECT reading FROM customers WHERE id = ?", (customer,)).fetchone()
        keys = romaji_keys(found[0]) if found and found[0] else ()
        if keys:
            connection.execute("INSERT INTO romaji VALUES (?, ?)", (customer, keys[0]))


def searchable(texts: Iterable[str | None]) -> str:
    """Return the text that is searched for several fields: folded, a line each, and room for the last trigram."""
    return fold("\n".join(text for text in texts if text)) + "\n\n"


def facts_row(connection: sqlite3.Connection, deal: int) -> Mapping[str, object] | None:
    """Return the facts of a deal as they are stored; None where there is no such deal."""
    found = connection.execute(query("deal_for_facts"), (deal,)).fetchone()
    if found is None:
        return None
    state, stage, opened_at, closed_at, has_step, is_waiting, moves = found
    facts = deal_facts(_instant(opened_at), _maybe(_instant, closed_at), _contacts(connection, deal))
    return {
        "deal_id": deal,
        "follow_up": follow_up(state, has_step=bool(has_step), is_waiting=bool(is_waiting)),
        "outcome": state if state in ("won", "lost") else None,
        "stage": stage,
        "furthest_stage": furthest((stage, *_stages(connection, deal))),
        "moves": moves,
        **_stored(facts),
    }


def _stages(connection: sqlite3.Connection, deal: int) -> Iterator[str]:
    return (stage for (stage,) in connection.execute(query("stages_of_deal"), (deal,)))


def _contacts(connection: sqlite3.Connection, deal: int) -> list[Contact]:
    rows = connection.execute(query("contacts_of_deal"), (deal,))
    return [
        Contact(id_, _instant(at), bool(reached), minutes, bool(is_try)) for id_, at, reached, minutes, is_try in rows
    ]


def _stored(facts: DealFacts) -> dict[str, object]:
    last = facts.last_reached_at
    return {**facts._asdict(), "last_reached_at": stored(last) if last else None}


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _maybe(read: Callable[[str], datetime], text: str | None) -> datetime | None:
    return None if text is None else read(text)
