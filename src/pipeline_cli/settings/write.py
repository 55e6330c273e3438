"""Settings changed in the text of a file: comments, order and blank lines stay as they are.

The one module that loads tomlkit, and so for what writes alone.
"""

from collections.abc import Sequence

import tomlkit
from tomlkit.items import AoT, Table, Whitespace

from pipeline_cli.domain.stages import Stage
from pipeline_cli.settings.stage_tables import STAGES


def with_value(text: str, key: str, value: object) -> str:
    """Return a text in which a setting has a value, as it stands in the file."""
    document = tomlkit.parse(text)
    table, _, name = key.rpartition(".")
    if table and table not in document:
        document[table] = tomlkit.table()
    home = document[table] if table else document
    home[name] = value
    return tomlkit.dumps(document)


def without_value(text: str, key: str) -> str:
    """Return a text in which a setting is left to the program."""
    document = tomlkit.parse(text)
    table, _, name = key.rpartition(".")
    home = document.get(table, {}) if table else document
    home.pop(name, None)
    if table and table in document and not home:
        document.pop(table)
    return tomlkit.dumps(document)


def with_stages(text: str, stages: Sequence[Stage]) -> str:
    """Return a text with these stages; those that stay keep what was written about them."""
    document = tomlkit.parse(text)
    before = {str(table.get("key")): table for table in document.get(STAGES, ())}
    tables: AoT = tomlkit.aot()
    for stage in stages:
        tables.append(_table(before.get(stage.key), stage))
    document[STAGES] = tables
    return tomlkit.dumps(document)


def _table(before: Table | None, stage: Stage) -> Table:
    table = tomlkit.table() if before is None else before
    body = table.value.body
    while body and isinstance(body[-1][1], Whitespace):  # the blank line below it, which its new neighbour brings
        body.pop()
    for name, value in stage._asdict().items():
        if value:
            table[name] = value
        else:
            table.pop(name, None)
    return table
