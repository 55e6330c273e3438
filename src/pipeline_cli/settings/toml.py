"""TOML read, and the lines on which its keys stand: tomllib tells the values alone."""

import re
import tomllib
from typing import Any

from pipeline_cli.i18n import t
from pipeline_cli.settings.problem import Problem

_PLACE = re.compile(r"at line (\d+), column (\d+)")
_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")


def load(text: str) -> tuple[dict[str, Any], Problem | None]:
    """Return a document, empty where it is no TOML, and why it is none."""
    try:
        return tomllib.loads(text), None
    except tomllib.TOMLDecodeError as error:
        return {}, _broken(text, str(error))
    except RecursionError:
        return {}, Problem(1, "", t("This is no TOML that can be read."))


def line_of(text: str, key: str) -> int:
    """Return the line on which a key such as ``work.days`` or ``stages.1.en`` is set, or else the table it is in.

    The number in a list of tables counts from 0. A key that is not found is on line 1.
    """
    best, at = 0, 1
    for number, name in _named_lines(text):
        shared = len(name) if key == name or key.startswith(f"{name}.") else 0
        if shared > best:
            best, at = shared, number
    return at


def _named_lines(text: str) -> "list[tuple[int, str]]":
    """Return the full name that each line sets or opens, in the order of the lines."""
    found = []
    table = ""
    seen: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        header, key = _HEADER.match(line), _KEY.match(line)
        if header:
            table = _plain(header[2])
            if header[1] == "[[":
                seen[table] = seen.get(table, -1) + 1
                table = f"{table}.{seen[table]}"
            found.append((number, table))
        elif key:
            found.append((number, f"{table}.{_plain(key[1])}" if table else _plain(key[1])))
    return found


def _plain(name: str) -> str:
    """Return a dotted name without quotes and blanks."""
    return ".".join(part.strip().strip("\"'") for part in name.split("."))


def _broken(text: str, message: str) -> Problem:
    """Say where a text stops being TOML, and show the line: the library's own words are English."""
    lines = text.rstrip("\n").split("\n")
    place = _PLACE.search(message)
    line, column = (int(place[1]), int(place[2])) if place else (len(lines), len(lines[-1]) + 1)
    line = min(line, len(lines))
    told = t("no TOML from column {column} on: {text}", column=column, text=lines[line - 1].strip()[:_SHOWN])
    return Problem(line, "", told)


_SHOWN = 60
