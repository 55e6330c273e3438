"""The screen and the JSON of ``pipe info``."""

import os
from collections.abc import Iterator
from typing import Any

from rich.cells import cell_len

from pipeline_cli.domain.program_info import ProgramInfo, StoreCounts
from pipeline_cli.i18n import listed, t, tn
from pipeline_cli.views.encrypted import key_text
from pipeline_cli.views.sheet import Line, Page, Sheet, beside, flowed
from pipeline_cli.views.text import on_a_line

GAP = 2
ROW_LINES = 4


def info_screen(info: ProgramInfo) -> Sheet:
    """Lay out what a bug report needs; the user's own folder is not named, since it often is a person's name."""
    return Sheet(lambda page: _lines(info, page))


def info_json(info: ProgramInfo) -> dict[str, Any]:
    """Return what a bug report needs; the path in full, for scripts."""
    counts = info.store.counts
    store = {**info.store._asdict(), "exists": info.store.exists, "counts": counts._asdict() if counts else None}
    return {**info._asdict(), "store": store}


def _lines(info: ProgramInfo, page: Page) -> Iterator[Line]:
    rows = {
        t("pipe"): info.version,
        "Python": info.python,
        "SQLite": info.sqlite,
        t("platform"): info.platform,
        t("language"): info.language,
        t("zone"): info.zone,
        t("store"): _without_home(info.store.path),
        **({t("encryption"): key_text(info.store.key)} if info.store.is_encrypted else {}),
        t("size"): t("not made yet") if info.store.size is None else tn("{n:,} byte", "{n:,} bytes", info.store.size),
        t("schema"): "" if info.store.schema is None else str(info.store.schema),
        t("problem"): _without_home(info.store.problem),
        t("in it"): _counted(info.store.counts) if info.store.counts and info.store.exists else "",
    }
    margin = max(cell_len(label) for label in rows) + GAP
    for label, text in rows.items():
        told = list(flowed([(on_a_line(text), "")], page.less(margin), lines=ROW_LINES))
        yield from beside([[(label, "aside")]] if told else [], margin, told)


def _counted(counts: StoreCounts) -> str:
    states = listed(*(t("{n:,} {state}", n=n, state=t(state)) for state, n in counts.deals.items()))
    return t(
        "{customers}; deals: {states}; {activities}, {next_steps}",
        customers=tn("{n:,} customer", "{n:,} customers", counts.customers),
        states=states,
        activities=tn("{n:,} activity", "{n:,} activities", counts.activities),
        next_steps=tn("{n:,} next step", "{n:,} next steps", counts.next_steps),
    )


def _without_home(text: str) -> str:
    home = os.path.expanduser("~")
    return text.replace(home, "~") if len(home) > 1 else text
