"""The screens and the JSON of ``pipe config``."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from rich.cells import cell_len

from pipeline_cli.domain.stages import Stage, label_of
from pipeline_cli.i18n import t
from pipeline_cli.settings.shown import Shown, ShownConfig
from pipeline_cli.settings.value_words import value_words
from pipeline_cli.views.grid import Column, grid
from pipeline_cli.views.sheet import Line, Page, Part, Sheet, flowed, indented
from pipeline_cli.views.text import on_a_line

INDENT: Final = 2
HELP_LINES: Final = 3
WIDEST_VALUE: Final = 23
"""Cells of a value that stands beside its key: the five weekdays."""

VALUE_LINES: Final = 20

COLUMNS: Final = (Column(), Column(), Column())


def config_screen(config: ShownConfig) -> Sheet:
    """Lay out every setting: its key, its value, where that comes from, and below it what it is for."""
    return Sheet(lambda page: _lines(config, page))


def config_json(config: ShownConfig) -> dict[str, Any]:
    """Return every setting, and all that is wrong with the file, for scripts."""
    return {
        **path_json(config.path, exists=config.exists),
        "settings": [setting_json(one) for one in config.settings],
        "problems": [{"line": one.line or None, "key": one.key, "text": one.told} for one in config.problems],
    }


def setting_line(shown: Shown) -> Sheet:
    """Lay out one setting: its key and its value."""
    parts: list[Part] = [(shown.key, "heading"), (" = ", "aside"), (_text(shown) or t("not set"), "")]
    return Sheet(lambda page: flowed(parts, page, lines=HELP_LINES))


def setting_json(shown: Shown) -> dict[str, Any]:
    """Return one setting, for scripts."""
    return {
        "key": shown.key,
        "value": shown.value,
        "source": shown.origin,
        "choices": shown.choices,
        "help": shown.help,
    }


def stages_screen(stages: Sequence[Stage]) -> Sheet:
    """Lay out the stages in their order: what each is called, and its key."""
    rows: list[tuple[Part, Part, Part]] = [
        (("", ""), (t("key"), "aside"), (t("label"), "aside")),
        *(
            ((str(number), "aside"), (stage.key, "heading"), (on_a_line(label_of(stage)), ""))
            for number, stage in enumerate(stages, 1)
        ),
    ]
    return Sheet(lambda page: grid(rows, COLUMNS, page))


def stages_json(stages: Sequence[Stage]) -> dict[str, Any]:
    """Return the stages in their order, from furthest to nearest to a contract."""
    return {
        "stages": [{"key": stage.key, "label": label_of(stage), "en": stage.en, "ja": stage.ja} for stage in stages]
    }


def path_json(path: str, *, exists: bool) -> dict[str, Any]:
    """Return where the configuration is, and whether there is one."""
    return {"path": path, "exists": exists}


def _lines(config: ShownConfig, page: Page) -> Iterator[Line]:
    rows = [_row(one) for one in config.settings]
    for shown, line in zip(config.settings, grid(rows, COLUMNS, page), strict=True):
        yield line
        if _is_long(shown):
            yield from indented(flowed([(_text(shown), "good")], page.less(INDENT), lines=VALUE_LINES), INDENT)
        yield from indented(flowed([(shown.help, "aside")], page.less(INDENT), lines=HELP_LINES), INDENT)
    yield ()
    yield from flowed([(t("Stages: pipe config stages"), "aside")], page, lines=HELP_LINES)
    where = config.path if config.exists else t("{path} (not made yet)", path=config.path)
    yield from flowed([(t("File: {path}", path=on_a_line(where)), "aside")], page, lines=HELP_LINES)


def _row(shown: Shown) -> tuple[Part, Part, Part]:
    is_own = shown.origin != "default"
    value = (_text(shown), "good" if is_own else "") if shown.text else (t("not set"), "aside")
    if _is_long(shown):
        value = ("", "")
    return (shown.key, "heading"), value, _origin(shown)


def _is_long(shown: Shown) -> bool:
    """Tell whether a value needs lines of its own: it is never cut."""
    return cell_len(_text(shown)) > WIDEST_VALUE


def _text(shown: Shown) -> str:
    """Return a value in the user's words, which can be typed too."""
    return on_a_line(value_words(shown.value))


def _origin(shown: Shown) -> Part:
    """Return where a value comes from, or the line of the file that says nothing of use."""
    if shown.problem:
        return t("line {number} is wrong", number=shown.problem.line), "warning"
    names = {"default": t("default"), "file": t("file")}
    return shown.said_by or names[shown.origin], "aside"
