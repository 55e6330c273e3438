"""The screen and the JSON of ``pipe import --profiles``."""

from collections.abc import Iterator

from pipeline_cli.domain.import_profile import SavedProfile, SavedProfiles
from pipeline_cli.i18n import t
from pipeline_cli.views.as_json import Document
from pipeline_cli.views.sheet import Line, Page, Sheet, flowed, indented
from pipeline_cli.views.text import on_a_line

INDENT = 2
LINES = 20


def profiles_screen(saved: SavedProfiles) -> Sheet:
    """Lay out the profiles, each with what it holds and where it can be edited."""
    return Sheet(lambda page: _lines(saved, page))


def profiles_json(saved: SavedProfiles) -> Document:
    """Return the profiles, and the folder that they are in."""
    return {"folder": saved.folder, "profiles": [_profile_json(one) for one in saved.profiles]}


def _profile_json(one: SavedProfile) -> Document:
    maps, table, *others = one.holds
    names = one.holds._fields[2:]
    told = {"map": list(maps), "as": table, **dict(zip(names, others, strict=True))}
    return {"name": one.name, "path": one.path, **told, "problem": one.problem or None}


def _lines(saved: SavedProfiles, page: Page) -> Iterator[Line]:
    if not saved.profiles:
        yield from flowed(
            [(t("No import profiles yet. pipe import FILE --save-profile NAME keeps one."), "")], page, lines=LINES
        )
        return
    for number, one in enumerate(saved.profiles):
        if number:
            yield []
        yield [(on_a_line(one.name), "heading")]
        for text in (*_told(one), one.path):
            yield from indented(flowed([(on_a_line(text), "")], page.less(INDENT), lines=LINES), INDENT)


def _told(one: SavedProfile) -> Iterator[str]:
    if one.problem:
        yield one.problem
    yield from (f"--map {rule}" for rule in one.holds.maps)
    names = ("as", *one.holds._fields[2:])
    yield from (f"--{name} {text}" for name, text in zip(names, one.holds[1:], strict=True) if text)
