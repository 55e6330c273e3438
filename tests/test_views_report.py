"""Reports in Markdown, HTML, JSON, CSV and on a screen: whole pages in both languages, and names that mean harm."""

import csv
import json
import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from io import StringIO
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from date_support import speaking
from pipeline_cli.domain.formula_guard import unguarded
from pipeline_cli.domain.sales_report import SalesReport
from pipeline_cli.domain.text import visible
from pipeline_cli.services.save_report import as_csv
from pipeline_cli.views.report_csv import COLUMNS, report_rows
from pipeline_cli.views.report_html import report_html
from pipeline_cli.views.report_json import report_json
from pipeline_cli.views.report_markdown import escaped, report_markdown
from pipeline_cli.views.report_screen import report_screen
from pipeline_cli.views.report_sections import report_page
from report_support import HOSTILE, NOTHING, OVER, REPORT, named
from support import Golden, render

VOID = {"meta", "rect", "br"}


def markdown(report: SalesReport) -> str:
    return report_markdown(report_page(report))


def html(report: SalesReport) -> str:
    return report_html(report_page(report))


def table(report: SalesReport) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(as_csv(report_rows(report)), newline="")))


FORMATS: dict[str, Callable[[SalesReport], str]] = {
    "md": markdown,
    "html": html,
    "csv": lambda report: as_csv(report_rows(report)),
    "json": lambda report: json.dumps(report_json(report), ensure_ascii=False, indent=1) + "\n",
}
REPORTS = {"whole": REPORT, "over": OVER, "nothing": NOTHING}


class Elements(HTMLParser):
    """What a browser makes of a page: its elements with their attributes, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: list[str] = []
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", REPORTS)
def test_report(golden: Golden, name: str, kind: str, language: str) -> None:
    with speaking(language):
        golden(FORMATS[kind](REPORTS[name]))


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_report_screen(golden: Golden, width: int, language: str) -> None:
    with speaking(language):
        golden(render(report_screen(REPORT), width))


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("width", [20, 33, 60, 200])
def test_report_screen_is_never_wider_than_the_page(width: int, language: str) -> None:
    with speaking(language):
        lines = render(report_screen(REPORT), width).splitlines()

    assert max(map(cell_len, lines)) <= width


def test_report_screen_can_be_drawn_in_ascii() -> None:
    plain = REPORT._replace(decided=(), deciding=(), follow_ups=NOTHING.follow_ups)
    drawn = render(report_screen(plain), 80, is_ascii=True)

    assert "###" in drawn
    assert not set(drawn) & set("█░▓│…")


@pytest.mark.parametrize("name", REPORTS)
def test_html_is_well_formed(name: str) -> None:
    page = Elements(html(REPORTS[name]))

    assert not page.open
    assert {"html", "head", "style", "title", "body", "main"} <= set(page.names)


def test_charts_are_well_formed_pictures() -> None:
    pictures = re.findall(r"<svg.*?</svg>", html(REPORT), re.DOTALL)

    assert len(pictures) == 4 + 4 + 3 + 4
    assert {ET.fromstring(one).tag for one in pictures} == {"svg"}  # noqa: S314  # our own


@pytest.mark.parametrize("language", ["en", "ja"])
def test_html_loads_nothing_and_runs_nothing(language: str) -> None:
    with speaking(language):
        text = html(REPORT)
    page = Elements(text)

    assert not {"script", "link", "img", "iframe", "object", "embed", "base", "form", "a"} & set(page.names)
    assert not [name for name in page.attributes if name.startswith("on") or name in ("src", "href", "style")]
    assert not re.search(r"http|url\(|@import|<script", text)
    assert f'<html lang="{language}">' in text


def test_html_is_for_phones_paper_and_the_dark() -> None:
    text = html(REPORT)

    assert 'name="viewport" content="width=device-width, initial-scale=1"' in text
    assert "@page { size: A4;" in text
    assert "@media print" in text
    assert "prefers-color-scheme: dark" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_html_shows_a_hostile_text_as_text(text: str) -> None:
    harmless, page = Elements(html(named("name"))), Elements(html(named(text)))

    assert page.names == harmless.names
    assert page.attributes == harmless.attributes
    assert visible(text) in [word.strip() for word in page.words]


@given(st.text(max_size=30).filter(str.strip))
def test_html_has_the_same_elements_whatever_a_customer_is_called(text: str) -> None:
    page = Elements(html(named(text)))

    assert not page.open
    assert page.names == Elements(html(named("name"))).names


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_a_hostile_text_as_text(text: str) -> None:
    harmless, page = markdown(named("name")).splitlines(), markdown(named(text)).splitlines()

    assert [cells(line) for line in page] == [cells(line) for line in harmless]
    assert not [line for line in page if "<" in line or re.search(r"(?<!\\)[\[\]`]", line)]


def cells(line: str) -> int:
    """Return how many cells a row of a table has, as Markdown counts them."""
    return len(re.findall(r"(?<!\\)(?:\\\\)*\|", line))


@pytest.mark.parametrize("text", HOSTILE)
def test_escaped_markdown_reads_back(text: str) -> None:
    shown = visible(text)

    assert unescape(re.sub(r"\\([^\w\s]|_)", r"\1", escaped(shown))) == shown


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a|b", "a\\|b"),
        ("<b>", "&lt;b&gt;"),
        ("[x](javascript:1)", "\\[x\\](javascript:1)"),
        ("`x`", "\\`x\\`"),
        ("http://e", "http\\://e"),
        ("www.e", "www\\.e"),
        ("&lt;", "&amp;lt;"),
        ("Gekko & Co, $4.5K, 8.9 (82%)", "Gekko & Co, $4.5K, 8.9 (82%)"),
    ],
)
def test_markdown_is_escaped_where_it_would_be_markup(text: str, safe: str) -> None:
    assert escaped(text) == safe


@pytest.mark.parametrize("text", HOSTILE)
def test_csv_has_no_formula_and_gives_the_text_back(text: str) -> None:
    rows = [row for row in table(named(text)) if row["section"] in ("won", "deciding", "let_go") and row["customer"]]

    assert {unguarded(row["customer"]) for row in rows} == {visible(text)}
    assert not [cell for row in rows for cell in row.values() if cell[:1] in tuple("=+-@＝＋－＠")]


def test_csv_keeps_currencies_apart() -> None:
    rows = [row for row in table(REPORT) if row["section"] == "pipeline"]

    assert [(row["deals"], row["amount"], row["currency"]) for row in rows] == [
        ("15", "", ""),
        ("", "7400000", "JPY"),
        ("", "7000.00", "EUR"),
    ]


def test_every_row_of_csv_has_all_columns() -> None:
    assert {len(row) for row in report_rows(REPORT)} == {len(COLUMNS)}


def test_a_page_cuts_lists_and_says_so() -> None:
    many = REPORT._replace(decided=REPORT.decided[:1] * 30)

    assert markdown(many).count("Aoki Printing") == 20 + 2
    assert "and 10 more" in markdown(many)
    assert len(report_json(many)["won"]["list"]) == 30
