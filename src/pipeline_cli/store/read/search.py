"""Ask the search index: for words through its trigrams, for one or two characters through those that begin so."""

import sqlite3
from typing import Final, NamedTuple

from pipeline_cli.store.read import fetch, query

TRIGRAM: Final = 3

LONGEST_PHRASE: Final = 100
"""Characters that the index is asked for; of a longer text the rest is compared."""

MOST_TERMS: Final = 500
"""Trigrams that are asked for at once; where more begin with a character, reading every text is faster."""

MANY: Final = 10_000
"""Where more is found, going back in time until enough of it was met is faster than looking up when each was."""

BEYOND: Final = "\U0010ffff"


KINDS: Final = {1: "customer", 2: "deal", 3: "activity"}
"""What is found, by the last two bits of its rowid in the index."""


class Found(NamedTuple):
    """Where a text was found, as kind and id, names before the rest and that newest first; and how many in all."""

    places: list[tuple[str, int]]
    total: int

    def ids(self, kind: str) -> list[int]:
        """Return the ids of one kind, in order."""
        return [id_ for one, id_ in self.places if one == kind]


def search(connection: sqlite3.Connection, needle: str, limit: int) -> Found:
    """Return where a text is found.

    Args:
        connection: the store, open for reading; what is found is noted in its temporary tables.
        needle: the text, folded, not empty.
        limit: the most places; -1 for all.
    """
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("DROP TABLE IF EXISTS temp.found")
    connection.execute("CREATE TEMP TABLE found (place INTEGER PRIMARY KEY)")
    matches, values = _matches(connection, needle)
    connection.execute(query("found").replace("(:matches)", matches), values)
    total = fetch(connection, "found_total")[0][0]
    places = fetch(connection, "found_places_of_many" if total > MANY else "found_places", limit=limit)
    return Found([(KINDS[place & 3], place >> 2) for (place,) in places], total)


def _matches(connection: sqlite3.Connection, needle: str) -> tuple[str, dict[str, str]]:
    """Return the condition that finds a text, and its values."""
    if len(needle) >= TRIGRAM:
        phrase = {"phrase": _phrase(needle[:LONGEST_PHRASE])}
        if len(needle) <= LONGEST_PHRASE:
            return "search MATCH :phrase", phrase
        return "search MATCH :phrase AND instr(text, :needle) > 0", {**phrase, "needle": needle}
    terms = _terms(connection, needle)
    if len(terms) > MOST_TERMS:
        return "instr(text, :needle) > 0", {"needle": needle}
    # FTS5 has no way to ask for nothing.
    return ("search MATCH :phrase" if terms else "FALSE"), {"phrase": " OR ".join(map(_phrase, terms))}


def _terms(connection: sqlite3.Connection, needle: str) -> list[str]:
    """Return the trigrams that begin with a text; every character of every text begins one."""
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab ('main', 'search', 'row')")
    rows = fetch(connection, "found_terms", first=needle, beyond=needle + BEYOND, limit=MOST_TERMS + 1)
    return [row[0] for row in rows]


def _phrase(text: str) -> str:
    """Return a text as FTS5 takes it literally."""
    return '"' + text.replace('"', '""') + '"'
