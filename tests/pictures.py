"""Draw the pictures of the README from the program itself: ``python tests/pictures.py``.

Each is what a command shows on the demo store at a fixed time; ``test_pictures.py`` says when they are out of date.
"""

import html
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from rich.cells import cell_len

from pipeline_cli.cli import answer
from pipeline_cli.context import Run, Settings
from pipeline_cli.i18n import LANGUAGES, use_language
from pipeline_cli.services.make_demo import demo_store
from pipeline_cli.views.console import Terminal
from pipeline_cli.views.theme import theme
from support import NOW

FOLDER = Path(__file__).parent.parent / ".github" / "pictures"
COLUMNS = 96

CELL = 12.2
"""How wide Rich draws a cell. It gives every character one, Japanese ones too, which take two."""

TEXT = re.compile(r'textLength="[^"]*" clip-path="[^"]*">([^<]*)</text>')
NOTHING = re.compile(r"<text [^>]*>\s*</text>")

FORMAT = """\
<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
    font-family: "Fira Code", Menlo, Consolas, "Noto Sans Mono CJK JP", monospace;
    font-size: {char_height}px;
}}
.{unique_id}-title {{ font-family: sans-serif; font-size: 18px; }}
{styles}
</style>
{chrome}
<g class="{unique_id}-matrix" transform="translate({terminal_x}, {terminal_y})">
{backgrounds}{matrix}
</g>
</svg>
"""
"""Rich's own, without the fonts that it would fetch from elsewhere, and with nothing to be clipped."""


class Picture(NamedTuple):
    """A picture: its file's name without the ending, the language, and the command line that it shows."""

    name: str
    language: str
    words: tuple[str, ...]


def pictures() -> Iterator[Picture]:
    """Yield all pictures, each in both languages."""
    for language in LANGUAGES:
        suffix = "" if language == "en" else f"-{language}"
        who = "丸浜水産" if language == "ja" else "Cedar Fork"
        yield Picture(f"today{suffix}", language, ("today", "--limit", "6"))
        yield Picture(f"prune{suffix}", language, ("prune", "--list", "--limit", "6"))
        yield Picture(f"funnel{suffix}", language, ("funnel",))
        yield Picture(f"card{suffix}", language, ("show", who))


def drawn(picture: Picture, store: str) -> str:
    """Return a picture as SVG, as the program draws it now."""
    run = Run(Settings(store, picture.language), {"PIPE_NOW": NOW.isoformat(), "TZ": "Asia/Tokyo"})
    run.console = _recorder()
    try:
        answer(run, list(picture.words))
        title = " ".join(("pipe demo", *picture.words))
        svg = run.console.export_svg(title=title, code_format=FORMAT, unique_id=picture.name)
    finally:
        run.close()
        use_language("en")
    return TEXT.sub(_in_cells, NOTHING.sub("", svg)).replace("</text><", "</text>\n<")


def texts(svg: str) -> list[str]:
    """Return what a picture says; how it is drawn may differ from one version of Rich to another."""
    return [html.unescape(text) for text in re.findall(r"<text [^>]*>([^<]*)</text>", svg)]


def _recorder() -> Terminal:
    return Terminal(
        file=StringIO(),
        width=COLUMNS,
        height=50,
        force_terminal=True,
        color_system="standard",
        theme=theme(),
        record=True,
    )


def _in_cells(found: re.Match[str]) -> str:
    width = CELL * cell_len(html.unescape(found[1]))
    return f'textLength="{width:g}">{found[1]}</text>'


def main() -> None:
    """Draw all pictures again."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        store = demo_store(str(Path(folder, "demo.db")), NOW).store
        for picture in pictures():
            (FOLDER / f"{picture.name}.svg").write_text(drawn(picture, store), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
