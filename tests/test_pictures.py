"""The pictures of the README show what the program shows: ``python tests/pictures.py`` draws them again."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pictures import CELL, COLUMNS, FOLDER, Picture, drawn, pictures, texts
from pipeline_cli.services.make_demo import demo_store
from support import NOW

SVG = "http://www.w3.org/2000/svg"

ALL = tuple(pictures())


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    return demo_store(str(tmp_path_factory.mktemp("demo") / "demo.db"), NOW).store


def file_of(picture: Picture) -> Path:
    return FOLDER / f"{picture.name}.svg"


@pytest.mark.parametrize("picture", ALL, ids=lambda picture: picture.name)
def test_picture_shows_what_the_program_shows(picture: Picture, store: str) -> None:
    assert texts(file_of(picture).read_text(encoding="utf-8")) == texts(drawn(picture, store))


def test_no_picture_is_left_that_is_not_drawn() -> None:
    assert set(FOLDER.iterdir()) == {file_of(picture) for picture in ALL}


@pytest.mark.parametrize("picture", ALL, ids=lambda picture: picture.name)
def test_picture_is_whole_and_fetches_nothing(picture: Picture) -> None:
    svg = file_of(picture).read_text(encoding="utf-8")

    ET.fromstring(svg)  # noqa: S314  # our own file
    assert svg.count("://") == 1  # the name of the format


@pytest.mark.parametrize("picture", ALL, ids=lambda picture: picture.name)
def test_no_text_is_wider_than_the_terminal(picture: Picture) -> None:
    svg = ET.fromstring(file_of(picture).read_text(encoding="utf-8"))  # noqa: S314  # our own file
    ends = [float(text.get("x", 0)) + float(text.get("textLength", 0)) for text in svg.iter(f"{{{SVG}}}text")]

    assert max(ends) <= CELL * COLUMNS + 0.1
